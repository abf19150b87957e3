# language: en
Feature: Reports and denunciations

  Background:
    Given the entry reports.r1 with:
      | received_on | 2024-05-01 |

  Scenario: A report that was not handled in time is to be handled
    Given the entry reports.r1 with:
      | handled_in_time | no | Four months without an answer |
    When the case is assessed as of 2024-09-01
    Then handle_report(r1) holds
    And handle_report(r1) rests on II.4.1-3

  Scenario: Who reported truly is protected
    Given reports.r1.true_report is yes
    When the case is assessed as of 2024-09-01
    Then protect_reporter(r1) holds
    And protect_reporter(r1) rests on II.3.1-3

  Scenario: A knowingly false report that did harm is dealt with
    Given reports.r1.knowingly_false is yes
    And reports.r1.harmed_reputation is yes
    When the case is assessed as of 2024-09-01
    Then handle_false_report(r1) holds

  Scenario: Being wrong in good faith is not held against the reporter by default
    Given reports.r1.true_report is no
    And reports.r1.knowingly_false is no
    And reports.r1.harmed_reputation is yes
    When the case is assessed as of 2024-09-01
    Then handle_false_report(r1) does not hold
    And handle_false_report(r1) turns on false_report = any
