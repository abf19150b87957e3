# language: vi
Tính năng: Chuyển hồ sơ khi có dấu hiệu tội phạm

  Bối cảnh:
    Cho mục persons.p2 gồm:
      | name | Trần Thị Bình |
    Và mục acts.a1 gồm:
      | crime_signs | có |

  Tình huống: Có dấu hiệu tội phạm thì chuyển hồ sơ, không xử lý nội bộ
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì file_transfer(a1) có căn cứ áp dụng
    Và file_transfer(a1) căn cứ vào II.4.1-2
    Và no_internal_handling(a1) có căn cứ áp dụng

  Tình huống: Không có dấu hiệu tội phạm thì không chuyển hồ sơ
    Cho acts.a1.crime_signs là không
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì file_transfer(a1) không có căn cứ áp dụng
    Và no_internal_handling(a1) không có căn cứ áp dụng

  Tình huống: Giữ lại hồ sơ thì người giữ phải chịu trách nhiệm
    Cho mục acts.a1 gồm:
      | file_transferred           | không |
      | kept_for_internal_handling | có    |
      | file_holder                | p2    |
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì file_transfer_outstanding(a1) có căn cứ áp dụng
    Và unlawful_retention(a1) có căn cứ áp dụng
    Và answerable_for_retention(p2, a1) có căn cứ áp dụng

  Tình huống: Theo ngưỡng chặt hơn, đánh giá của cấp có thẩm quyền là căn cứ
    Cho mục acts.a1 gồm:
      | prosecution_warranted | không | Giá trị dưới mức truy cứu |
    Và cách hiểu crime_threshold là warranted
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì file_transfer(a1) không có căn cứ áp dụng
    Và file_transfer(a1) tùy cách hiểu crime_threshold = signs
