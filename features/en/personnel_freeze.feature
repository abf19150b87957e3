# language: en
Feature: No planning, appointment or reward

  Background:
    Given the entry persons.p1 with:
      | group   | public_employee |
      | service | in_service      |
    And the entry acts.a1 with:
      | by          | p1                          |
      | kind        | bribery_give_receive_broker |
      | established | yes                         |

  Scenario: A person in service who violated Article 4 is excluded from planning
    When the case is assessed as of 2024-09-01
    Then personnel_freeze(p1) holds
    And personnel_freeze(p1) rests on II.4.1-1-2

  Scenario: A person who has left the service is not
    Given persons.p1.service is left
    When the case is assessed as of 2024-09-01
    Then personnel_freeze(p1) does not hold
    And violation(p1, a1) holds

  Scenario: An act outside Article 4 does not lead to it
    Given acts.a1.kind is inspected_bribery
    When the case is assessed as of 2024-09-01
    Then violation(p1, a1) does not hold
    And personnel_freeze(p1) does not hold
