# language: en
Feature: Transfer of the file where a crime may have been committed

  Background:
    Given the entry persons.p2 with:
      | name | Trần Thị Bình |
    And the entry acts.a1 with:
      | crime_signs | yes |

  Scenario: Signs of a crime: the file goes over and nothing is handled internally
    When the case is assessed as of 2024-09-01
    Then file_transfer(a1) holds
    And file_transfer(a1) rests on II.4.1-2
    And no_internal_handling(a1) holds

  Scenario: Without signs of a crime there is no transfer
    Given acts.a1.crime_signs is no
    When the case is assessed as of 2024-09-01
    Then file_transfer(a1) does not hold
    And no_internal_handling(a1) does not hold

  Scenario: A file that was kept back makes its holder answerable
    Given the entry acts.a1 with:
      | file_transferred           | no  |
      | kept_for_internal_handling | yes |
      | file_holder                | p2  |
    When the case is assessed as of 2024-09-01
    Then file_transfer_outstanding(a1) holds
    And unlawful_retention(a1) holds
    And answerable_for_retention(p2, a1) holds

  Scenario: Under the stricter threshold the authority's judgement counts
    Given the entry acts.a1 with:
      | prosecution_warranted | no | Value below the threshold |
    And the reading crime_threshold is warranted
    When the case is assessed as of 2024-09-01
    Then file_transfer(a1) does not hold
    And file_transfer(a1) turns on crime_threshold = signs
