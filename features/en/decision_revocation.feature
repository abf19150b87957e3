# language: en
Feature: Annulment of wrongly issued conclusions and decisions

  Background:
    Given the entry documents.d1 with:
      | number               | 12/KL-TTr |
      | wrong_authority      | no        |
      | wrong_subject        | no        |
      | wrong_content        | no        |
      | wrong_recommendation | no        |
      | wrong_proposal       | no        |
      | wrong_discipline     | no        |

  Scenario Outline: A document that is wrong in one respect is revoked
    Given documents.d1.<respect> is yes
    When the case is assessed as of 2024-09-01
    Then revocation(d1) holds
    And revocation(d1) rests on II.4.1-1-3

    Examples:
      | respect              |
      | wrong_authority      |
      | wrong_subject        |
      | wrong_content        |
      | wrong_recommendation |
      | wrong_proposal       |
      | wrong_discipline     |

  Scenario: A document that is right in every respect stands
    When the case is assessed as of 2024-09-01
    Then revocation(d1) does not hold

  Scenario: One respect that is still unknown keeps the question open
    Given documents.d1.wrong_proposal is unknown
    When the case is assessed as of 2024-09-01
    Then revocation(d1) is undetermined
    And revocation(d1) needs documents.d1.wrong_proposal

  Scenario: Under the narrow reading only a serving violator's document is revoked
    Given documents.d1.wrong_content is yes
    And documents.d1.issued_by is p1
    And the entry persons.p1 with:
      | group   | cadre      |
      | service | in_service |
    And the reading revocation_scope is serving_violator
    When the case is assessed as of 2024-09-01
    Then revocation(d1) does not hold
    And revocation(d1) turns on revocation_scope = document
