# language: en
Feature: Facts the parties dispute

  Background:
    Given the entry persons.p1 with:
      | group   | civil_servant |
      | service | in_service    |
    And the entry acts.a1 with:
      | by   | p1                              |
      | kind | accept_benefit_or_entertainment |
    And committee claims that acts.a1.established is yes
    And respondent claims that acts.a1.established is no

  Scenario: A dispute leaves the measure undetermined
    When the case is assessed as of 2024-09-01
    Then suspension(p1) is undetermined
    And suspension(p1) needs acts.a1.established

  Scenario: Parties who agree do not settle it in place of the authority
    Given respondent claims that acts.a1.established is yes
    When the case is assessed as of 2024-09-01
    Then suspension(p1) is undetermined

  Scenario: The authority's finding settles it
    Given acts.a1.established is yes
    When the case is assessed as of 2024-09-01
    Then suspension(p1) holds

  Scenario: As the committee tells it
    Given the case is told by committee
    When the case is assessed as of 2024-09-01
    Then suspension(p1) holds

  Scenario: As the respondent tells it, even against the finding
    Given acts.a1.established is yes
    And the case is told by respondent
    When the case is assessed as of 2024-09-01
    Then suspension(p1) does not hold

  Scenario: A disputed link may be any of those claimed and no other
    Given the entry persons.p2 with:
      | group   | civil_servant |
      | service | in_service    |
    And the entry persons.p3 with:
      | group   | civil_servant |
      | service | in_service    |
    And the entry acts.a2 with:
      | kind        | accept_benefit_or_entertainment |
      | established | yes                             |
    And committee claims that acts.a2.by is p2
    And respondent claims that acts.a2.by is p3
    And acts.a1.established is no
    When the case is assessed as of 2024-09-01
    Then suspension(p2) needs acts.a2.by
    And suspension(p3) needs acts.a2.by
    And suspension(p1) does not hold
