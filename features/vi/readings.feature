# language: vi
Tính năng: Câu chữ có thể hiểu theo nhiều cách

  Bối cảnh:
    Cho mục persons.p1 gồm:
      | group   | civil_servant |
      | service | transferred   |
    Và mục acts.a1 gồm:
      | by          | p1                              |
      | kind        | accept_benefit_or_entertainment |
      | established | có                              |

  Tình huống: Dùng cách hiểu mặc định và nêu cách hiểu còn lại
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì suspension(p1) có căn cứ áp dụng
    Và suspension(p1) tùy cách hiểu transferred = not_serving

  Tình huống: Có thể chọn cách hiểu còn lại
    Cho cách hiểu transferred là not_serving
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì suspension(p1) không có căn cứ áp dụng
    Và suspension(p1) tùy cách hiểu transferred = serving
    Và kết quả xét suspension đối với p1 là other_reading: transferred = serving

  Tình huống: Hiểu là phải có cả hai điều kiện thì để xảy ra vi phạm là chưa đủ
    Cho mục persons.p2 gồm:
      | group | civil_servant |
    Và mục units.u1 gồm:
      | name | Thanh tra Sở X |
    Và mục posts.q2 gồm:
      | person | p2   |
      | role   | head |
      | unit   | u1   |
    Và acts.a1.unit là u1
    Và cách hiểu leader_trigger là both
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì let_happen(p2, u1) có căn cứ áp dụng
    Và main_responsibility(p2, u1) không có căn cứ áp dụng
    Và main_responsibility(p2, u1) tùy cách hiểu leader_trigger = either
