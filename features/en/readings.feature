# language: en
Feature: A text that can be read in more than one way

  Background:
    Given the entry persons.p1 with:
      | group   | civil_servant |
      | service | transferred   |
    And the entry acts.a1 with:
      | by          | p1                              |
      | kind        | accept_benefit_or_entertainment |
      | established | yes                             |

  Scenario: The default reading is used and the other one is shown
    When the case is assessed as of 2024-09-01
    Then suspension(p1) holds
    And suspension(p1) turns on transferred = not_serving

  Scenario: The other reading can be chosen
    Given the reading transferred is not_serving
    When the case is assessed as of 2024-09-01
    Then suspension(p1) does not hold
    And suspension(p1) turns on transferred = serving
    And the verdict of suspension about p1 is other_reading: transferred = serving

  Scenario: Reading both triggers together, letting it happen is not enough
    Given the entry persons.p2 with:
      | group | civil_servant |
    And the entry units.u1 with:
      | name | Thanh tra Sở X |
    And the entry posts.q2 with:
      | person | p2   |
      | role   | head |
      | unit   | u1   |
    And acts.a1.unit is u1
    And the reading leader_trigger is both
    When the case is assessed as of 2024-09-01
    Then let_happen(p2, u1) holds
    And main_responsibility(p2, u1) does not hold
    And main_responsibility(p2, u1) turns on leader_trigger = either
