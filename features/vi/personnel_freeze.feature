# language: vi
Tính năng: Không quy hoạch, bổ nhiệm, khen thưởng

  Bối cảnh:
    Cho mục persons.p1 gồm:
      | group   | public_employee |
      | service | in_service      |
    Và mục acts.a1 gồm:
      | by          | p1                          |
      | kind        | bribery_give_receive_broker |
      | established | có                          |

  Tình huống: Người đang công tác vi phạm Điều 4 thì không được quy hoạch
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì personnel_freeze(p1) có căn cứ áp dụng
    Và personnel_freeze(p1) căn cứ vào II.4.1-1-2

  Tình huống: Người đã thôi việc thì không
    Cho persons.p1.service là left
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì personnel_freeze(p1) không có căn cứ áp dụng
    Và violation(p1, a1) có căn cứ áp dụng

  Tình huống: Hành vi ngoài Điều 4 không dẫn đến biện pháp này
    Cho acts.a1.kind là inspected_bribery
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì violation(p1, a1) không có căn cứ áp dụng
    Và personnel_freeze(p1) không có căn cứ áp dụng
