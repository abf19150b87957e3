# language: vi
Tính năng: Căn cứ được xem xét miễn, giảm trách nhiệm của lãnh đạo

  Bối cảnh:
    Cho mục persons.p1 gồm:
      | group | civil_servant |
    Và mục persons.p2 gồm:
      | prosecuted | không |
    Và mục units.u1 gồm:
      | name | Thanh tra Sở X |
    Và mục posts.q2 gồm:
      | person | p2   |
      | role   | head |
      | unit   | u1   |
    Và mục acts.a1 gồm:
      | by          | p1                              |
      | kind        | accept_benefit_or_entertainment |
      | unit        | u1                              |
      | established | có                              |
    Và mục oversights.o1 gồm:
      | person               | p2    |
      | unit                 | u1    |
      | could_not_have_known | không |
      | preventive_measures  | không |
      | stopped              | không |
      | remedied             | không |
      | detected_in_time     | không |
      | reported_proactively | không |
      | handled              | không |
      | resigned_voluntarily | không |

  Tình huống: Lãnh đạo không có căn cứ nào thì không được xem xét
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì main_responsibility(p2, u1) có căn cứ áp dụng
    Và relief_ground(p2, u1, prevention) không có căn cứ áp dụng
    Và relief_ground(p2, u1, remedy) không có căn cứ áp dụng
    Và relief_ground(p2, u1, resignation) không có căn cứ áp dụng
    Và relief_consideration(p2, u1) không có căn cứ áp dụng

  Khung tình huống: Không thể biết hoặc đã phòng ngừa là một căn cứ
    Cho oversights.o1.<fact> là có
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì relief_ground(p2, u1, prevention) có căn cứ áp dụng
    Và relief_ground(p2, u1, prevention) căn cứ vào II.4.2-2-1
    Và relief_consideration(p2, u1) có căn cứ áp dụng
    Và relief_consideration(p2, u1) căn cứ vào II.4.2-2

    Dữ liệu:
      | fact                 |
      | could_not_have_known |
      | preventive_measures  |

  Tình huống: Đã ngăn chặn và khắc phục hậu quả là một căn cứ
    Cho oversights.o1.stopped là có
    Và oversights.o1.remedied là có
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì relief_ground(p2, u1, remedy) có căn cứ áp dụng
    Và relief_ground(p2, u1, remedy) căn cứ vào II.4.2-2-2

  Tình huống: Chỉ ngăn chặn thì còn tùy cách hiểu
    Cho oversights.o1.stopped là có
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì relief_ground(p2, u1, remedy) không có căn cứ áp dụng
    Và relief_ground(p2, u1, remedy) tùy cách hiểu remedy_package = either

  Tình huống: Kịp thời phát hiện, chủ động báo cáo và xử lý là một căn cứ
    Cho mục oversights.o1 gồm:
      | detected_in_time     | có | Phát hiện trong vòng một tuần |
      | reported_proactively | có |                               |
      | handled              | có |                               |
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì relief_ground(p2, u1, remedy) có căn cứ áp dụng

  Tình huống: Từ chức trước khi bị phát hiện là một căn cứ
    Cho oversights.o1.resigned_voluntarily là có
    Và oversights.o1.resigned_on là 2024-04-01
    Và oversights.o1.detected_on là 2024-05-01
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì relief_ground(p2, u1, resignation) có căn cứ áp dụng
    Và relief_ground(p2, u1, resignation) căn cứ vào II.4.2-2-3

  Tình huống: Không có vi phạm tại đơn vị thì không có gì để miễn, giảm
    Cho acts.a1.established là không
    Và oversights.o1.preventive_measures là có
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì relief_consideration(p2, u1) không có căn cứ áp dụng
    Và kết quả xét relief-by-prevention đối với p2 là not_met: acts.a1.established = no
