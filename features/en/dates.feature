# language: en
Feature: Dates: what is in force, and what comes before what

  Background:
    Given the entry persons.p1 with:
      | group   | civil_servant |
      | service | in_service    |
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
      | person               | p2         |
      | unit                 | u1         |
      | resigned_voluntarily | yes        |
      | resigned_on          | 2024-05-01 |

  Scenario: The first day of the plan counts
    When the case is assessed as of 2024-03-27
    Then suspension(p1) holds

  Scenario: The day before, it does not count; the law does
    Given the entry acts.a1 with:
      | by         | p2  |
      | corruption | yes |
    When the case is assessed as of 2024-03-26
    Then suspension(p1) does not hold
    And heavier_discipline(p2) holds

  Scenario: Resigning on the day of detection is not before it
    Given oversights.o1.detected_on is 2024-05-01
    And oversights.o1.handled_on is 2024-06-01
    When the case is assessed as of 2024-09-01
    Then relief_ground(p2, u1, resignation) does not hold
    And relief_ground(p2, u1, resignation) turns on resignation_cutoff = handling

  Scenario: What has not been detected yet comes after every date
    Given oversights.o1.detected_on is not_yet
    When the case is assessed as of 2024-09-01
    Then relief_ground(p2, u1, resignation) holds

  Scenario: A resignation that has not happened is before nothing
    Given oversights.o1.resigned_on is not_yet
    And oversights.o1.detected_on is 2024-05-01
    When the case is assessed as of 2024-09-01
    Then relief_ground(p2, u1, resignation) does not hold

  Scenario: Of two events that have not happened nobody knows which comes first
    Given oversights.o1.resigned_on is not_yet
    And oversights.o1.detected_on is not_yet
    When the case is assessed as of 2024-09-01
    Then relief_ground(p2, u1, resignation) is undetermined
    And relief_ground(p2, u1, resignation) needs oversights.o1.detected_on, oversights.o1.resigned_on

  Scenario: Only the unknown date of two is asked for
    Given oversights.o1.detected_on is unknown
    When the case is assessed as of 2024-09-01
    Then relief_ground(p2, u1, resignation) is undetermined
    And relief_ground(p2, u1, resignation) needs oversights.o1.detected_on
