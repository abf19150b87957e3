# language: vi
Tính năng: Tình tiết các bên còn tranh chấp

  Bối cảnh:
    Cho mục persons.p1 gồm:
      | group   | civil_servant |
      | service | in_service    |
    Và mục acts.a1 gồm:
      | by   | p1                              |
      | kind | accept_benefit_or_entertainment |
    Và committee cho rằng acts.a1.established là có
    Và respondent cho rằng acts.a1.established là không

  Tình huống: Còn tranh chấp thì biện pháp chưa xác định được
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì suspension(p1) chưa xác định được
    Và suspension(p1) cần làm rõ acts.a1.established

  Tình huống: Các bên thống nhất không thay cho kết luận của cấp có thẩm quyền
    Cho respondent cho rằng acts.a1.established là có
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì suspension(p1) chưa xác định được

  Tình huống: Kết luận của cấp có thẩm quyền giải quyết tranh chấp
    Cho acts.a1.established là có
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì suspension(p1) có căn cứ áp dụng

  Tình huống: Theo lời trình bày của ủy ban
    Cho hồ sơ theo lời trình bày của committee
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì suspension(p1) có căn cứ áp dụng

  Tình huống: Theo lời trình bày của người bị xem xét, kể cả trái với kết luận
    Cho acts.a1.established là có
    Và hồ sơ theo lời trình bày của respondent
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì suspension(p1) không có căn cứ áp dụng

  Tình huống: Người thực hiện còn tranh chấp thì có thể là những người được nêu, không phải người khác
    Cho mục persons.p2 gồm:
      | group   | civil_servant |
      | service | in_service    |
    Và mục persons.p3 gồm:
      | group   | civil_servant |
      | service | in_service    |
    Và mục acts.a2 gồm:
      | kind        | accept_benefit_or_entertainment |
      | established | có                              |
    Và committee cho rằng acts.a2.by là p2
    Và respondent cho rằng acts.a2.by là p3
    Và acts.a1.established là không
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì suspension(p2) cần làm rõ acts.a2.by
    Và suspension(p3) cần làm rõ acts.a2.by
    Và suspension(p1) không có căn cứ áp dụng
