# language: en
Feature: Liability of heads and deputies under the law

  Background:
    Given the entry persons.p1 with:
      | group | civil_servant |
    And the entry persons.p2 with:
      | prosecuted | no |
    And the entry persons.p3 with:
      | prosecuted | no |
    And the entry units.u1 with:
      | name | Sở X |
    And the entry posts.q2 with:
      | person | p2   |
      | role   | head |
      | unit   | u1   |
    And the entry posts.q3 with:
      | person | p3     |
      | role   | deputy |
      | unit   | u1     |
    And the entry acts.a1 with:
      | by          | p1  |                |
      | unit        | u1  |                |
      | established | yes |                |
      | corruption  | yes | Taking a bribe |
      | supervisor  | p2  |                |
    And only the rulebook luat-36-2018 is applied

  Scenario: The head who supervised is directly liable
    When the case is assessed as of 2020-06-01
    Then direct_liability(p2, u1) holds
    And direct_liability(p2, u1) rests on 72-1
    And direct_liability(p3, u1) does not hold
    And joint_liability(p2, u1) does not hold

  Scenario: With a deputy in charge the head is jointly liable
    Given acts.a1.supervisor is p3
    When the case is assessed as of 2020-06-01
    Then direct_liability(p3, u1) holds
    And direct_liability(p3, u1) rests on 72-2
    And joint_liability(p2, u1) holds
    And joint_liability(p2, u1) rests on 72-2

  Scenario: Who committed the act answers as its author
    Given acts.a1.by is p2
    When the case is assessed as of 2020-06-01
    Then direct_liability(p2, u1) does not hold
    And the verdict of direct-liability-of-head about p2 is excepted
    And heavier_discipline(p2) holds
    And heavier_discipline(p2) rests on 92-3

  Scenario: Exclusion, exemption and increase each have their facts
    Given the entry oversights.o1 with:
      | person               | p2  |
      | unit                 | u1  |
      | could_not_have_known | no  |
      | preventive_measures  | yes |
      | stopped              | yes |
      | remedied             | yes |
      | knew                 | yes |
      | handled              | no  |
    When the case is assessed as of 2020-06-01
    Then exclusion_of_liability(p2, u1) holds
    And exclusion_of_liability(p2, u1) rests on 73-3-a
    And exemption_or_reduction(p2, u1) rests on 73-3-b
    And increased_liability(p2, u1) rests on 73-3-d

  Scenario: A final conviction ends the service
    Given persons.p1.convicted_final is yes
    When the case is assessed as of 2020-06-01
    Then automatic_dismissal(p1) holds
    And automatic_dismissal(p1) rests on 92-5

  Scenario: A team that reported and was not heeded is not liable, the decider is
    Given the entry teams.t1 with:
      | directed_by        | p2  |
      | found_and_reported | yes |
      | decider_acted      | no  |
    And the entry posts.q1 with:
      | person | p1          |
      | role   | team_leader |
      | team   | t1          |
    When the case is assessed as of 2020-06-01
    Then no_liability_team(p1, t1) holds
    And decider_liable(p2, t1) holds
