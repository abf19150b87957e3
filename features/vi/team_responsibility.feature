# language: vi
Tính năng: Trách nhiệm đối với đoàn kiểm tra, thanh tra

  Bối cảnh:
    Cho mục persons.p1 gồm:
      | group | civil_servant |
    Và mục persons.p2 gồm:
      | group | civil_servant |
    Và mục persons.p3 gồm:
      | group | civil_servant |
    Và mục teams.t1 gồm:
      | directed_by | p3 |
    Và mục posts.q1 gồm:
      | person | p1          |
      | role   | team_member |
      | team   | t1          |
    Và mục posts.q2 gồm:
      | person | p2          |
      | role   | team_leader |
      | team   | t1          |
    Và mục acts.a1 gồm:
      | by          | p1                              |
      | kind        | improper_contact_with_inspected |
      | team        | t1                              |
      | established | có                              |

  Tình huống: Trưởng đoàn chịu trách nhiệm về vi phạm của thành viên
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì team_main_responsibility(p2, t1) có căn cứ áp dụng
    Và team_main_responsibility(p2, t1) căn cứ vào II.2.2.2-3
    Và directing_responsibility(p3, t1) có căn cứ áp dụng
    Và directing_responsibility(p3, t1) căn cứ vào II.2.1-3-5

  Tình huống: Trưởng đoàn tự vi phạm không phải là để xảy ra vi phạm
    Cho acts.a1.by là p2
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì team_main_responsibility(p2, t1) không có căn cứ áp dụng
    Và directing_responsibility(p3, t1) có căn cứ áp dụng

  Tình huống: Thành viên không thực hiện nghĩa vụ cũng là trách nhiệm của người chỉ đạo
    Cho acts.a1.established là không
    Và mục gifts.g1 gồm:
      | person   | p1            |
      | from     | related_party |
      | accepted | có            |
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì breach(p1, gift_refusal) có căn cứ áp dụng
    Và breach(p1, gift_refusal) căn cứ vào II.2.2.1-5
    Và directing_responsibility(p3, t1) có căn cứ áp dụng
    Và team_main_responsibility(p2, t1) không có căn cứ áp dụng
