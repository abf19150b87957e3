# language: vi
Tính năng: Thời hạn tính theo ngày làm việc

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
      | by           | p1         |
      | unit         | u1         |
      | established  | có         |
      | corruption   | có         |
      | supervisor   | p2         |
      | concluded_on | 2024-09-30 |
    Và chỉ áp dụng bộ quy tắc nd-59-2019

  Tình huống: Ba mươi ngày làm việc kể từ kết luận
    Khi đánh giá hồ sơ tại ngày 2024-12-01
    Thì review_deadline(p2, u1) có căn cứ áp dụng
    Và review_deadline(p2, u1) căn cứ vào 79
    Và review_deadline(p2, u1) kèm due_on 2024-11-11

  Tình huống: Tính từ ngày muộn hơn giữa kết luận và bản án
    Cho acts.a1.judgment_on là 2024-10-07
    Khi đánh giá hồ sơ tại ngày 2024-12-01
    Thì review_deadline(p2, u1) kèm due_on 2024-11-18

  Tình huống: Chưa rõ cả hai ngày thì vẫn có thời hạn nhưng chưa biết ngày
    Cho acts.a1.concluded_on là chưa rõ
    Khi đánh giá hồ sơ tại ngày 2024-12-01
    Thì review_deadline(p2, u1) có căn cứ áp dụng
    Và review_deadline(p2, u1) kèm due_on chưa rõ

  Tình huống: Hai hành vi có hai thời hạn
    Cho mục acts.a2 gồm:
      | by           | p1      |
      | unit         | u1      |
      | established  | có      |
      | corruption   | có      |
      | concluded_on | chưa rõ |
    Khi đánh giá hồ sơ tại ngày 2024-12-01
    Thì review_deadline(p2, u1) kèm due_on 2024-11-11, chưa rõ

  Tình huống: Không tính ngày nghỉ Tết
    Cho mục gifts.g1 gồm:
      | person              | p1         |
      | accepted            | có         |
      | reported_in_writing | không      |
      | received_on         | 2025-01-24 |
    Khi đánh giá hồ sơ tại ngày 2025-02-28
    Thì gift_report_duty(p1) có căn cứ áp dụng
    Và gift_report_duty(p1) căn cứ vào 26
    Và gift_report_duty(p1) kèm due_on 2025-02-07
