# language: en
Feature: Unknown is never false

  Background:
    Given the entry persons.p1 with:
      | group   | civil_servant |
      | service | in_service    |
    And the entry units.u1 with:
      | name | Thanh tra Sở X |
    And the entry acts.a1 with:
      | by          | p1                              |
      | kind        | accept_benefit_or_entertainment |
      | unit        | u1                              |
      | established | yes                             |

  Scenario: A finding still being verified leaves the measure undetermined
    Given acts.a1.established is unknown
    When the case is assessed as of 2024-09-01
    Then suspension(p1) is undetermined
    And suspension(p1) needs acts.a1.established
    And the verdict of suspension about p1 is needs_facts

  Scenario: Everything that is missing is named
    Given acts.a1.established is unknown
    And persons.p1.service is unknown
    And persons.p1.group is unknown
    When the case is assessed as of 2024-09-01
    Then suspension(p1) needs acts.a1.established, persons.p1.group, persons.p1.service
    And handling_under_current_rules(p1) needs acts.a1.established, persons.p1.group

  Scenario: One condition that certainly fails settles it
    Given acts.a1.established is unknown
    And persons.p1.service is retired
    When the case is assessed as of 2024-09-01
    Then suspension(p1) does not hold

  Scenario: A link that is unknown may lead to anyone
    Given the entry persons.p3 with:
      | group   | civil_servant |
      | service | in_service    |
    And acts.a1.by is unknown
    When the case is assessed as of 2024-09-01
    Then suspension(p1) is undetermined
    And suspension(p3) is undetermined
    And suspension(p3) needs acts.a1.by

  Scenario: A kind that is unknown may be any
    Given acts.a1.kind is unknown
    When the case is assessed as of 2024-09-01
    Then violation(p1, a1) is undetermined
    And violation(p1, a1) needs acts.a1.kind

  Scenario: A leader of whose oversight nothing is said is asked about
    Given the entry persons.p2 with:
      | prosecuted | no |
    And the entry posts.q2 with:
      | person | p2   |
      | role   | head |
      | unit   | u1   |
    When the case is assessed as of 2024-09-01
    Then relief_ground(p2, u1, prevention) is undetermined
    And relief_ground(p2, u1, prevention) needs oversights.p2-u1.could_not_have_known, oversights.p2-u1.preventive_measures
