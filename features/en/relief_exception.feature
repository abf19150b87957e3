# language: en
Feature: Prosecution bars relief by resignation

  Background:
    Given the entry persons.p1 with:
      | group | civil_servant |
    And the entry persons.p2 with:
      | prosecuted | yes |
    And the entry units.u1 with:
      | name | Thanh tra Sở X |
    And the entry posts.q2 with:
      | person | p2     |
      | role   | deputy |
      | unit   | u1     |
    And the entry acts.a1 with:
      | by          | p1                              |
      | kind        | accept_benefit_or_entertainment |
      | unit        | u1                              |
      | established | yes                             |
    And the entry oversights.o1 with:
      | person               | p2         |
      | unit                 | u1         |
      | preventive_measures  | yes        |
      | resigned_voluntarily | yes        |
      | resigned_on          | 2024-04-01 |
      | detected_on          | 2024-05-01 |

  Scenario: The exception is visible as an exception
    When the case is assessed as of 2024-09-01
    Then relief_ground(p2, u1, resignation) does not hold
    And the verdict of relief-by-resignation about p2 is excepted: persons.p2.prosecuted = yes

  Scenario: As long as prosecution is unknown, so is the ground
    Given persons.p2.prosecuted is unknown
    When the case is assessed as of 2024-09-01
    Then relief_ground(p2, u1, resignation) is undetermined
    And relief_ground(p2, u1, resignation) needs persons.p2.prosecuted

  Scenario: The other grounds are not barred, unless the text is read so
    When the case is assessed as of 2024-09-01
    Then relief_ground(p2, u1, prevention) holds
    And relief_ground(p2, u1, prevention) turns on prosecution_bar = all_grounds

  Scenario: Read as covering all grounds, it bars prevention too
    Given the reading prosecution_bar is all_grounds
    When the case is assessed as of 2024-09-01
    Then relief_ground(p2, u1, prevention) does not hold
    And the verdict of relief-by-prevention about p2 is excepted: persons.p2.prosecuted = yes
