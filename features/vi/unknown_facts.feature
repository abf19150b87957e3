# language: vi
Tính năng: Chưa rõ không có nghĩa là không

  Bối cảnh:
    Cho mục persons.p1 gồm:
      | group   | civil_servant |
      | service | in_service    |
    Và mục units.u1 gồm:
      | name | Thanh tra Sở X |
    Và mục acts.a1 gồm:
      | by          | p1                              |
      | kind        | accept_benefit_or_entertainment |
      | unit        | u1                              |
      | established | có                              |

  Tình huống: Đang xác minh thì biện pháp chưa xác định được
    Cho acts.a1.established là chưa rõ
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì suspension(p1) chưa xác định được
    Và suspension(p1) cần làm rõ acts.a1.established
    Và kết quả xét suspension đối với p1 là needs_facts

  Tình huống: Nêu đủ mọi tình tiết còn thiếu
    Cho acts.a1.established là chưa rõ
    Và persons.p1.service là chưa rõ
    Và persons.p1.group là chưa rõ
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì suspension(p1) cần làm rõ acts.a1.established, persons.p1.group, persons.p1.service
    Và handling_under_current_rules(p1) cần làm rõ acts.a1.established, persons.p1.group

  Tình huống: Một điều kiện chắc chắn không đạt là đủ để kết luận
    Cho acts.a1.established là chưa rõ
    Và persons.p1.service là retired
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì suspension(p1) không có căn cứ áp dụng

  Tình huống: Chưa rõ ai thực hiện thì có thể là bất kỳ ai
    Cho mục persons.p3 gồm:
      | group   | civil_servant |
      | service | in_service    |
    Và acts.a1.by là chưa rõ
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì suspension(p1) chưa xác định được
    Và suspension(p3) chưa xác định được
    Và suspension(p3) cần làm rõ acts.a1.by

  Tình huống: Chưa rõ loại hành vi thì có thể là bất kỳ loại nào
    Cho acts.a1.kind là chưa rõ
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì violation(p1, a1) chưa xác định được
    Và violation(p1, a1) cần làm rõ acts.a1.kind

  Tình huống: Hồ sơ không nói về việc quản lý thì phải hỏi
    Cho mục persons.p2 gồm:
      | prosecuted | không |
    Và mục posts.q2 gồm:
      | person | p2   |
      | role   | head |
      | unit   | u1   |
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì relief_ground(p2, u1, prevention) chưa xác định được
    Và relief_ground(p2, u1, prevention) cần làm rõ oversights.p2-u1.could_not_have_known, oversights.p2-u1.preventive_measures
