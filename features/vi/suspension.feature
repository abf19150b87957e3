# language: vi
Tính năng: Đình chỉ công tác đối với người vi phạm điều cấm

  Bối cảnh:
    Cho mục persons.p1 gồm:
      | group   | civil_servant |
      | service | in_service    |
    Và mục acts.a1 gồm:
      | by          | p1                              |
      | kind        | accept_benefit_or_entertainment |
      | established | có                              |

  Tình huống: Người đang công tác bị đình chỉ và không được bố trí làm nghiệp vụ
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì suspension(p1) có căn cứ áp dụng
    Và suspension(p1) căn cứ vào II.4.1-1-1
    Và no_inspection_duties(p1) có căn cứ áp dụng
    Và kết quả xét suspension đối với p1 là applied

  Tình huống: Người đã nghỉ hưu không bị đình chỉ nhưng vẫn bị xử lý
    Cho persons.p1.service là retired
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì suspension(p1) không có căn cứ áp dụng
    Và handling_under_current_rules(p1) có căn cứ áp dụng
    Và handling_under_current_rules(p1) căn cứ vào II.4.1-1
    Và kết quả xét suspension đối với p1 là not_met: persons.p1.service = retired

  Tình huống: Hành vi đã bị bác bỏ thì không áp dụng biện pháp nào
    Cho acts.a1.established là không
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì violation(p1, a1) không có căn cứ áp dụng
    Và suspension(p1) không có căn cứ áp dụng
    Và kết quả xét suspension đối với p1 là not_met: acts.a1.established = no

  Tình huống: Chỉ cán bộ, công chức, viên chức thuộc phạm vi áp dụng
    Cho persons.p1.group là other
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì suspension(p1) không có căn cứ áp dụng
    Và kết quả xét covered-person đối với p1 là not_met: persons.p1.group = other

  Tình huống: Việc làm của người khác không phải căn cứ để đình chỉ
    Cho mục persons.p2 gồm:
      | group   | civil_servant |
      | service | in_service    |
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì suspension(p1) có căn cứ áp dụng
    Và suspension(p2) không có căn cứ áp dụng
