# language: vi
Tính năng: Kỷ luật người đứng đầu, cấp phó theo Nghị định

  Bối cảnh:
    Cho mục persons.p1 gồm:
      | group | civil_servant |
    Và mục persons.p2 gồm:
      | prosecuted | không |
    Và mục units.u1 gồm:
      | name | Sở X |
    Và mục posts.q2 gồm:
      | person | p2   |
      | role   | head |
      | unit   | u1   |
    Và mục acts.a1 gồm:
      | by          | p1   |
      | unit        | u1   |
      | established | có   |
      | corruption  | có   |
      | supervisor  | p2   |
      | penalty     | fine |
    Và chỉ áp dụng bộ quy tắc nd-59-2019

  Tình huống: Một vụ ít nghiêm trọng thì khiển trách
    Khi đánh giá hồ sơ tại ngày 2020-06-01
    Thì severity(a1, less_serious) có căn cứ áp dụng
    Và discipline(p2, u1, reprimand) có căn cứ áp dụng
    Và discipline(p2, u1, reprimand) căn cứ vào 78-1
    Và discipline(p2, u1, warning) không có căn cứ áp dụng

  Tình huống: Nhiều vụ ít nghiêm trọng thì cảnh cáo thay cho khiển trách
    Cho mục acts.a2 gồm:
      | by            | p1     |
      | unit          | u1     |
      | established   | có     |
      | corruption    | có     |
      | penalty       | prison |
      | prison_months | 36     |
    Khi đánh giá hồ sơ tại ngày 2020-06-01
    Thì discipline(p2, u1, warning) có căn cứ áp dụng
    Và discipline(p2, u1, warning) căn cứ vào 78-2
    Và discipline(p2, u1, reprimand) không có căn cứ áp dụng
    Và kết quả xét reprimand-of-leader đối với p2 là excepted

  Khung tình huống: Mức độ nghiêm trọng theo thời hạn phạt tù
    Cho acts.a1.penalty là prison
    Và acts.a1.prison_months là <months>
    Khi đánh giá hồ sơ tại ngày 2020-06-01
    Thì severity(a1, <level>) có căn cứ áp dụng
    Và discipline(p2, u1, <form>) có căn cứ áp dụng

    Dữ liệu:
      | months | level             | form      |
      | 36     | less_serious      | reprimand |
      | 37     | serious           | warning   |
      | 84     | serious           | warning   |
      | 85     | very_serious      | dismissal |
      | 180    | very_serious      | dismissal |
      | 181    | extremely_serious | dismissal |
      | 240    | extremely_serious | dismissal |

  Tình huống: Chưa rõ thời hạn phạt tù thì chưa xác định được hình thức
    Cho acts.a1.penalty là prison
    Khi đánh giá hồ sơ tại ngày 2020-06-01
    Thì discipline(p2, u1, reprimand) chưa xác định được
    Và discipline(p2, u1, dismissal) chưa xác định được
    Và discipline(p2, u1, dismissal) cần làm rõ acts.a1.prison_months

  Tình huống: Không báo cáo xung đột lợi ích, tái phạm thì cảnh cáo
    Cho mục ties.r1 gồm:
      | person              | p1    |
      | reported            | không |
      | repeated            | có    |
      | serious_consequence | không |
    Khi đánh giá hồ sơ tại ngày 2020-06-01
    Thì discipline_for_conflict(p1, warning) có căn cứ áp dụng
    Và discipline_for_conflict(p1, reprimand) không có căn cứ áp dụng

  Tình huống: Không báo cáo tham nhũng của người khác, lần đầu thì khiển trách
    Cho mục persons.p3 gồm:
      | group | civil_servant |
    Và mục knowledge.k1 gồm:
      | person           | p3    |
      | act              | a1    |
      | reported_in_time | không |
      | repeated         | không |
      | serious_case     | không |
    Khi đánh giá hồ sơ tại ngày 2020-06-01
    Thì discipline_for_silence(p3, reprimand) có căn cứ áp dụng
    Và discipline_for_silence(p3, reprimand) căn cứ vào 85-1
    Và discipline_for_silence(p3, warning) không có căn cứ áp dụng
