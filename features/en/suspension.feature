# language: en
Feature: Suspension of a person who violated the prohibitions

  Background:
    Given the entry persons.p1 with:
      | group   | civil_servant |
      | service | in_service    |
    And the entry acts.a1 with:
      | by          | p1                              |
      | kind        | accept_benefit_or_entertainment |
      | established | yes                             |

  Scenario: A person in service is suspended and kept from inspection duties
    When the case is assessed as of 2024-09-01
    Then suspension(p1) holds
    And suspension(p1) rests on II.4.1-1-1
    And no_inspection_duties(p1) holds
    And the verdict of suspension about p1 is applied

  Scenario: A retired person is not suspended, but still handled
    Given persons.p1.service is retired
    When the case is assessed as of 2024-09-01
    Then suspension(p1) does not hold
    And handling_under_current_rules(p1) holds
    And handling_under_current_rules(p1) rests on II.4.1-1
    And the verdict of suspension about p1 is not_met: persons.p1.service = retired

  Scenario: A dismissed allegation leads to no measure
    Given acts.a1.established is no
    When the case is assessed as of 2024-09-01
    Then violation(p1, a1) does not hold
    And suspension(p1) does not hold
    And the verdict of suspension about p1 is not_met: acts.a1.established = no

  Scenario: The plan covers cadres, civil servants and public employees only
    Given persons.p1.group is other
    When the case is assessed as of 2024-09-01
    Then suspension(p1) does not hold
    And the verdict of covered-person about p1 is not_met: persons.p1.group = other

  Scenario: What another person did is no reason to suspend
    Given the entry persons.p2 with:
      | group   | civil_servant |
      | service | in_service    |
    When the case is assessed as of 2024-09-01
    Then suspension(p1) holds
    And suspension(p2) does not hold
