# language: vi
Tính năng: Ngày tháng: hiệu lực và trình tự trước sau

  Bối cảnh:
    Cho mục persons.p1 gồm:
      | group   | civil_servant |
      | service | in_service    |
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
      | person               | p2         |
      | unit                 | u1         |
      | resigned_voluntarily | có         |
      | resigned_on          | 2024-05-01 |

  Tình huống: Ngày đầu tiên Kế hoạch có hiệu lực được tính
    Khi đánh giá hồ sơ tại ngày 2024-03-27
    Thì suspension(p1) có căn cứ áp dụng

  Tình huống: Ngày trước đó thì chưa áp dụng Kế hoạch, nhưng áp dụng Luật
    Cho mục acts.a1 gồm:
      | by         | p2 |
      | corruption | có |
    Khi đánh giá hồ sơ tại ngày 2024-03-26
    Thì suspension(p1) không có căn cứ áp dụng
    Và heavier_discipline(p2) có căn cứ áp dụng

  Tình huống: Từ chức đúng ngày bị phát hiện không phải là trước đó
    Cho oversights.o1.detected_on là 2024-05-01
    Và oversights.o1.handled_on là 2024-06-01
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì relief_ground(p2, u1, resignation) không có căn cứ áp dụng
    Và relief_ground(p2, u1, resignation) tùy cách hiểu resignation_cutoff = handling

  Tình huống: Chưa bị phát hiện thì ở sau mọi ngày
    Cho oversights.o1.detected_on là chưa
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì relief_ground(p2, u1, resignation) có căn cứ áp dụng

  Tình huống: Chưa từ chức thì không ở trước ngày nào
    Cho oversights.o1.resigned_on là chưa
    Và oversights.o1.detected_on là 2024-05-01
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì relief_ground(p2, u1, resignation) không có căn cứ áp dụng

  Tình huống: Hai việc đều chưa xảy ra thì không biết việc nào trước
    Cho oversights.o1.resigned_on là chưa
    Và oversights.o1.detected_on là chưa
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì relief_ground(p2, u1, resignation) chưa xác định được
    Và relief_ground(p2, u1, resignation) cần làm rõ oversights.o1.detected_on, oversights.o1.resigned_on

  Tình huống: Chỉ hỏi ngày còn chưa rõ
    Cho oversights.o1.detected_on là chưa rõ
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì relief_ground(p2, u1, resignation) chưa xác định được
    Và relief_ground(p2, u1, resignation) cần làm rõ oversights.o1.detected_on
