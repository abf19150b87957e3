# language: vi
Tính năng: Trách nhiệm của người đứng đầu, cấp phó theo Luật

  Bối cảnh:
    Cho mục persons.p1 gồm:
      | group | civil_servant |
    Và mục persons.p2 gồm:
      | prosecuted | không |
    Và mục persons.p3 gồm:
      | prosecuted | không |
    Và mục units.u1 gồm:
      | name | Sở X |
    Và mục posts.q2 gồm:
      | person | p2   |
      | role   | head |
      | unit   | u1   |
    Và mục posts.q3 gồm:
      | person | p3     |
      | role   | deputy |
      | unit   | u1     |
    Và mục acts.a1 gồm:
      | by          | p1 |             |
      | unit        | u1 |             |
      | established | có |             |
      | corruption  | có | Nhận hối lộ |
      | supervisor  | p2 |             |
    Và chỉ áp dụng bộ quy tắc luat-36-2018

  Tình huống: Người đứng đầu trực tiếp quản lý chịu trách nhiệm trực tiếp
    Khi đánh giá hồ sơ tại ngày 2020-06-01
    Thì direct_liability(p2, u1) có căn cứ áp dụng
    Và direct_liability(p2, u1) căn cứ vào 72-1
    Và direct_liability(p3, u1) không có căn cứ áp dụng
    Và joint_liability(p2, u1) không có căn cứ áp dụng

  Tình huống: Cấp phó phụ trách thì người đứng đầu liên đới
    Cho acts.a1.supervisor là p3
    Khi đánh giá hồ sơ tại ngày 2020-06-01
    Thì direct_liability(p3, u1) có căn cứ áp dụng
    Và direct_liability(p3, u1) căn cứ vào 72-2
    Và joint_liability(p2, u1) có căn cứ áp dụng
    Và joint_liability(p2, u1) căn cứ vào 72-2

  Tình huống: Người tự thực hiện hành vi chịu trách nhiệm của người thực hiện
    Cho acts.a1.by là p2
    Khi đánh giá hồ sơ tại ngày 2020-06-01
    Thì direct_liability(p2, u1) không có căn cứ áp dụng
    Và kết quả xét direct-liability-of-head đối với p2 là excepted
    Và heavier_discipline(p2) có căn cứ áp dụng
    Và heavier_discipline(p2) căn cứ vào 92-3

  Tình huống: Loại trừ, miễn giảm và tăng nặng đều có căn cứ riêng
    Cho mục oversights.o1 gồm:
      | person               | p2    |
      | unit                 | u1    |
      | could_not_have_known | không |
      | preventive_measures  | có    |
      | stopped              | có    |
      | remedied             | có    |
      | knew                 | có    |
      | handled              | không |
    Khi đánh giá hồ sơ tại ngày 2020-06-01
    Thì exclusion_of_liability(p2, u1) có căn cứ áp dụng
    Và exclusion_of_liability(p2, u1) căn cứ vào 73-3-a
    Và exemption_or_reduction(p2, u1) căn cứ vào 73-3-b
    Và increased_liability(p2, u1) căn cứ vào 73-3-d

  Tình huống: Bản án đã có hiệu lực thì đương nhiên thôi việc
    Cho persons.p1.convicted_final là có
    Khi đánh giá hồ sơ tại ngày 2020-06-01
    Thì automatic_dismissal(p1) có căn cứ áp dụng
    Và automatic_dismissal(p1) căn cứ vào 92-5

  Tình huống: Đoàn đã báo cáo thì không chịu trách nhiệm, người ra quyết định chịu
    Cho mục teams.t1 gồm:
      | directed_by        | p2    |
      | found_and_reported | có    |
      | decider_acted      | không |
    Và mục posts.q1 gồm:
      | person | p1          |
      | role   | team_leader |
      | team   | t1          |
    Khi đánh giá hồ sơ tại ngày 2020-06-01
    Thì no_liability_team(p1, t1) có căn cứ áp dụng
    Và decider_liable(p2, t1) có căn cứ áp dụng
