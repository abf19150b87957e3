# language: en
Feature: Responsibility for an inspection team

  Background:
    Given the entry persons.p1 with:
      | group | civil_servant |
    And the entry persons.p2 with:
      | group | civil_servant |
    And the entry persons.p3 with:
      | group | civil_servant |
    And the entry teams.t1 with:
      | directed_by | p3 |
    And the entry posts.q1 with:
      | person | p1          |
      | role   | team_member |
      | team   | t1          |
    And the entry posts.q2 with:
      | person | p2          |
      | role   | team_leader |
      | team   | t1          |
    And the entry acts.a1 with:
      | by          | p1                              |
      | kind        | improper_contact_with_inspected |
      | team        | t1                              |
      | established | yes                             |

  Scenario: The team leader answers for a member's violation
    When the case is assessed as of 2024-09-01
    Then team_main_responsibility(p2, t1) holds
    And team_main_responsibility(p2, t1) rests on II.2.2.2-3
    And directing_responsibility(p3, t1) holds
    And directing_responsibility(p3, t1) rests on II.2.1-3-5

  Scenario: The team leader's own violation is not one the leader let happen
    Given acts.a1.by is p2
    When the case is assessed as of 2024-09-01
    Then team_main_responsibility(p2, t1) does not hold
    And directing_responsibility(p3, t1) holds

  Scenario: A breached duty of the team is enough for who directs it
    Given acts.a1.established is no
    And the entry gifts.g1 with:
      | person   | p1            |
      | from     | related_party |
      | accepted | yes           |
    When the case is assessed as of 2024-09-01
    Then breach(p1, gift_refusal) holds
    And breach(p1, gift_refusal) rests on II.2.2.1-5
    And directing_responsibility(p3, t1) holds
    And team_main_responsibility(p2, t1) does not hold
