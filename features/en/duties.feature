# language: en
Feature: Duties of team members, advisers and those who know of a violation

  Background:
    Given the entry persons.p1 with:
      | group | civil_servant |
    And the entry persons.p2 with:
      | group        | other |
      | party_member | no    |
    And the entry teams.t1 with:
      | name | Đoàn số 05 |
    And the entry posts.q2 with:
      | person | p2          |
      | role   | team_member |
      | team   | t1          |

  Scenario: A tie that was neither reported nor withdrawn over
    Given the entry ties.r1 with:
      | person            | p2              |
      | nature            | interest        |
      | with              | inspected_party |
      | reported          | yes             |
      | asked_to_withdraw | no              |
    When the case is assessed as of 2024-09-01
    Then breach(p2, recusal) holds
    And breach(p2, recusal) rests on II.2.2.1-1

  Scenario: Of ties with fellow members only family counts
    Given the entry ties.r1 with:
      | person            | p2                 |
      | nature            | interest           |
      | with              | fellow_team_member |
      | reported          | no                 |
      | asked_to_withdraw | no                 |
    When the case is assessed as of 2024-09-01
    Then breach(p2, recusal) does not hold

  Scenario: An adviser discloses family in the assigned area
    Given posts.q2.role is adviser
    And the entry ties.r1 with:
      | person   | p2                    |
      | nature   | family                |
      | with     | head_of_assigned_area |
      | reported | no                    |
    When the case is assessed as of 2024-09-01
    Then breach(p2, disclosure) holds
    And breach(p2, disclosure) rests on II.2.3-1

  Scenario: A team member who keeps silent breaches a duty of the team
    Given the entry acts.a1 with:
      | by          | p1                        |
      | kind        | collude_or_set_conditions |
      | team        | t1                        |
      | established | yes                       |
    And the entry knowledge.k1 with:
      | person           | p2 |                         |
      | act              | a1 |                         |
      | reported_in_time | no | Told nobody for a month |
    When the case is assessed as of 2024-09-01
    Then breach(p2, reporting) holds
    And breach(p2, reporting) rests on II.2.2.1-3

  Scenario: A leader of the inspected body must not bribe
    Given posts.q2.role is inspected_head
    And the entry acts.a1 with:
      | by          | p2                |
      | kind        | inspected_bribery |
      | established | yes               |
    When the case is assessed as of 2024-09-01
    Then prohibited_act(p2, a1) holds
    And prohibited_act(p2, a1) rests on II.3.1-4-2
    And violation(p2, a1) does not hold
