# language: en
Feature: Deadlines in working days

  Background:
    Given the entry persons.p1 with:
      | group | civil_servant |
    And the entry persons.p2 with:
      | prosecuted | no |
    And the entry units.u1 with:
      | name | Sở X |
    And the entry posts.q2 with:
      | person | p2   |
      | role   | head |
      | unit   | u1   |
    And the entry acts.a1 with:
      | by           | p1         |
      | unit         | u1         |
      | established  | yes        |
      | corruption   | yes        |
      | supervisor   | p2         |
      | concluded_on | 2024-09-30 |
    And only the rulebook nd-59-2019 is applied

  Scenario: Thirty working days after the conclusion
    When the case is assessed as of 2024-12-01
    Then review_deadline(p2, u1) holds
    And review_deadline(p2, u1) rests on 79
    And review_deadline(p2, u1) carries due_on 2024-11-11

  Scenario: The later of conclusion and judgment starts the time
    Given acts.a1.judgment_on is 2024-10-07
    When the case is assessed as of 2024-12-01
    Then review_deadline(p2, u1) carries due_on 2024-11-18

  Scenario: With neither date known the duty stands and its day is unknown
    Given acts.a1.concluded_on is unknown
    When the case is assessed as of 2024-12-01
    Then review_deadline(p2, u1) holds
    And review_deadline(p2, u1) carries due_on unknown

  Scenario: Two acts have two deadlines
    Given the entry acts.a2 with:
      | by           | p1      |
      | unit         | u1      |
      | established  | yes     |
      | corruption   | yes     |
      | concluded_on | unknown |
    When the case is assessed as of 2024-12-01
    Then review_deadline(p2, u1) carries due_on 2024-11-11, unknown

  Scenario: The new year holidays do not count
    Given the entry gifts.g1 with:
      | person              | p1         |
      | accepted            | yes        |
      | reported_in_writing | no         |
      | received_on         | 2025-01-24 |
    When the case is assessed as of 2025-02-28
    Then gift_report_duty(p1) holds
    And gift_report_duty(p1) rests on 26
    And gift_report_duty(p1) carries due_on 2025-02-07
