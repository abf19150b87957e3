# language: en
Feature: Responsibility of leaders

  Background:
    Given the entry persons.p1 with:
      | group | civil_servant |
    And the entry persons.p2 with:
      | group        | civil_servant |
      | party_member | yes           |
    And the entry units.u1 with:
      | name | Thanh tra Sở X |
    And the entry posts.q2 with:
      | person | p2   |
      | role   | head |
      | unit   | u1   |
    And the entry acts.a1 with:
      | by          | p1                              |
      | kind        | accept_benefit_or_entertainment |
      | unit        | u1                              |
      | established | yes                             |

  Scenario: A head in whose unit a violation occurs answers for it
    When the case is assessed as of 2024-09-01
    Then let_happen(p2, u1) holds
    And main_responsibility(p2, u1) rests on II.4.2-1
    And disciplinary_review(p2) holds
    And party_discipline_review(p2) holds
    And main_responsibility(p2, u1) turns on leader_trigger = both

  Scenario: Party discipline is for Party members
    Given persons.p2.party_member is no
    When the case is assessed as of 2024-09-01
    Then disciplinary_review(p2) holds
    And party_discipline_review(p2) does not hold

  Scenario: A violation in another unit is not the head's
    Given the entry units.u2 with:
      | name | Thanh tra Sở Y |
    And acts.a1.unit is u2
    When the case is assessed as of 2024-09-01
    Then main_responsibility(p2, u1) does not hold

  Scenario: A leader's own violation makes responsible and opens no relief
    Given acts.a1.by is p2
    And the entry oversights.o1 with:
      | person              | p2  |
      | unit                | u1  |
      | preventive_measures | yes |
    When the case is assessed as of 2024-09-01
    Then own_violation(p2, u1) holds
    And let_happen(p2, u1) does not hold
    And main_responsibility(p2, u1) holds
    And relief_consideration(p2, u1) does not hold
    And relief_consideration(p2, u1) turns on relief_scope = any_responsibility
