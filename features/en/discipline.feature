# language: en
Feature: Discipline of heads and deputies under the decree

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
      | by          | p1   |
      | unit        | u1   |
      | established | yes  |
      | corruption  | yes  |
      | supervisor  | p2   |
      | penalty     | fine |
    And only the rulebook nd-59-2019 is applied

  Scenario: One less serious case: a reprimand
    When the case is assessed as of 2020-06-01
    Then severity(a1, less_serious) holds
    And discipline(p2, u1, reprimand) holds
    And discipline(p2, u1, reprimand) rests on 78-1
    And discipline(p2, u1, warning) does not hold

  Scenario: Several less serious cases: a warning in place of the reprimand
    Given the entry acts.a2 with:
      | by            | p1     |
      | unit          | u1     |
      | established   | yes    |
      | corruption    | yes    |
      | penalty       | prison |
      | prison_months | 36     |
    When the case is assessed as of 2020-06-01
    Then discipline(p2, u1, warning) holds
    And discipline(p2, u1, warning) rests on 78-2
    And discipline(p2, u1, reprimand) does not hold
    And the verdict of reprimand-of-leader about p2 is excepted

  Scenario Outline: Severity follows the term of imprisonment
    Given acts.a1.penalty is prison
    And acts.a1.prison_months is <months>
    When the case is assessed as of 2020-06-01
    Then severity(a1, <level>) holds
    And discipline(p2, u1, <form>) holds

    Examples:
      | months | level             | form      |
      | 36     | less_serious      | reprimand |
      | 37     | serious           | warning   |
      | 84     | serious           | warning   |
      | 85     | very_serious      | dismissal |
      | 180    | very_serious      | dismissal |
      | 181    | extremely_serious | dismissal |
      | 240    | extremely_serious | dismissal |

  Scenario: A term not yet known leaves the form open
    Given acts.a1.penalty is prison
    When the case is assessed as of 2020-06-01
    Then discipline(p2, u1, reprimand) is undetermined
    And discipline(p2, u1, dismissal) is undetermined
    And discipline(p2, u1, dismissal) needs acts.a1.prison_months

  Scenario: An unreported conflict of interest: a warning where repeated
    Given the entry ties.r1 with:
      | person              | p1  |
      | reported            | no  |
      | repeated            | yes |
      | serious_consequence | no  |
    When the case is assessed as of 2020-06-01
    Then discipline_for_conflict(p1, warning) holds
    And discipline_for_conflict(p1, reprimand) does not hold

  Scenario: Silence about another's corruption: a reprimand the first time
    Given the entry persons.p3 with:
      | group | civil_servant |
    And the entry knowledge.k1 with:
      | person           | p3 |
      | act              | a1 |
      | reported_in_time | no |
      | repeated         | no |
      | serious_case     | no |
    When the case is assessed as of 2020-06-01
    Then discipline_for_silence(p3, reprimand) holds
    And discipline_for_silence(p3, reprimand) rests on 85-1
    And discipline_for_silence(p3, warning) does not hold
