# language: vi
Tính năng: Hủy bỏ, thu hồi kết luận, quyết định ban hành không đúng

  Bối cảnh:
    Cho mục documents.d1 gồm:
      | number               | 12/KL-TTr |
      | wrong_authority      | không     |
      | wrong_subject        | không     |
      | wrong_content        | không     |
      | wrong_recommendation | không     |
      | wrong_proposal       | không     |
      | wrong_discipline     | không     |

  Khung tình huống: Văn bản không đúng ở một điểm thì bị hủy bỏ, thu hồi
    Cho documents.d1.<respect> là có
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì revocation(d1) có căn cứ áp dụng
    Và revocation(d1) căn cứ vào II.4.1-1-3

    Dữ liệu:
      | respect              |
      | wrong_authority      |
      | wrong_subject        |
      | wrong_content        |
      | wrong_recommendation |
      | wrong_proposal       |
      | wrong_discipline     |

  Tình huống: Văn bản đúng về mọi mặt thì giữ nguyên
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì revocation(d1) không có căn cứ áp dụng

  Tình huống: Một điểm còn chưa rõ thì chưa xác định được
    Cho documents.d1.wrong_proposal là chưa rõ
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì revocation(d1) chưa xác định được
    Và revocation(d1) cần làm rõ documents.d1.wrong_proposal

  Tình huống: Theo cách hiểu hẹp, chỉ văn bản của người vi phạm đang công tác bị hủy bỏ
    Cho documents.d1.wrong_content là có
    Và documents.d1.issued_by là p1
    Và mục persons.p1 gồm:
      | group   | cadre      |
      | service | in_service |
    Và cách hiểu revocation_scope là serving_violator
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì revocation(d1) không có căn cứ áp dụng
    Và revocation(d1) tùy cách hiểu revocation_scope = document
