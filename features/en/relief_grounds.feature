# language: en
Feature: Grounds for considering relief of a leader

  Background:
    Given the entry persons.p1 with:
      | group | civil_servant |
    And the entry persons.p2 with:
      | prosecuted | no |
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
    And the entry oversights.o1 with:
      | person               | p2 |
      | unit                 | u1 |
      | could_not_have_known | no |
      | preventive_measures  | no |
      | stopped              | no |
      | remedied             | no |
      | detected_in_time     | no |
      | reported_proactively | no |
      | handled              | no |
      | resigned_voluntarily | no |

  Scenario: A leader with no ground is not considered for relief
    When the case is assessed as of 2024-09-01
    Then main_responsibility(p2, u1) holds
    And relief_ground(p2, u1, prevention) does not hold
    And relief_ground(p2, u1, remedy) does not hold
    And relief_ground(p2, u1, resignation) does not hold
    And relief_consideration(p2, u1) does not hold

  Scenario Outline: Not having been able to know, or prevention, is a ground
    Given oversights.o1.<fact> is yes
    When the case is assessed as of 2024-09-01
    Then relief_ground(p2, u1, prevention) holds
    And relief_ground(p2, u1, prevention) rests on II.4.2-2-1
    And relief_consideration(p2, u1) holds
    And relief_consideration(p2, u1) rests on II.4.2-2

    Examples:
      | fact                 |
      | could_not_have_known |
      | preventive_measures  |

  Scenario: Stopping and remedying together is a ground
    Given oversights.o1.stopped is yes
    And oversights.o1.remedied is yes
    When the case is assessed as of 2024-09-01
    Then relief_ground(p2, u1, remedy) holds
    And relief_ground(p2, u1, remedy) rests on II.4.2-2-2

  Scenario: Stopping alone is a ground only if either is enough
    Given oversights.o1.stopped is yes
    When the case is assessed as of 2024-09-01
    Then relief_ground(p2, u1, remedy) does not hold
    And relief_ground(p2, u1, remedy) turns on remedy_package = either

  Scenario: Detecting, reporting and handling is a ground
    Given the entry oversights.o1 with:
      | detected_in_time     | yes | Detected within a week |
      | reported_proactively | yes |                        |
      | handled              | yes |                        |
    When the case is assessed as of 2024-09-01
    Then relief_ground(p2, u1, remedy) holds

  Scenario: Resigning before being detected is a ground
    Given oversights.o1.resigned_voluntarily is yes
    And oversights.o1.resigned_on is 2024-04-01
    And oversights.o1.detected_on is 2024-05-01
    When the case is assessed as of 2024-09-01
    Then relief_ground(p2, u1, resignation) holds
    And relief_ground(p2, u1, resignation) rests on II.4.2-2-3

  Scenario: Without a violation in the unit there is nothing to be relieved of
    Given acts.a1.established is no
    And oversights.o1.preventive_measures is yes
    When the case is assessed as of 2024-09-01
    Then relief_consideration(p2, u1) does not hold
    And the verdict of relief-by-prevention about p2 is not_met: acts.a1.established = no
