# language: vi
Tính năng: Phản ánh, tố cáo

  Bối cảnh:
    Cho mục reports.r1 gồm:
      | received_on | 2024-05-01 |

  Tình huống: Phản ánh không được giải quyết kịp thời thì phải giải quyết
    Cho mục reports.r1 gồm:
      | handled_in_time | không | Bốn tháng không trả lời |
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì handle_report(r1) có căn cứ áp dụng
    Và handle_report(r1) căn cứ vào II.4.1-3

  Tình huống: Người phản ánh đúng được bảo vệ
    Cho reports.r1.true_report là có
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì protect_reporter(r1) có căn cứ áp dụng
    Và protect_reporter(r1) căn cứ vào II.3.1-3

  Tình huống: Cố ý tố cáo sai gây ảnh hưởng thì bị xử lý
    Cho reports.r1.knowingly_false là có
    Và reports.r1.harmed_reputation là có
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì handle_false_report(r1) có căn cứ áp dụng

  Tình huống: Tố cáo sai nhưng ngay tình thì mặc nhiên không bị xử lý
    Cho reports.r1.true_report là không
    Và reports.r1.knowingly_false là không
    Và reports.r1.harmed_reputation là có
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì handle_false_report(r1) không có căn cứ áp dụng
    Và handle_false_report(r1) tùy cách hiểu false_report = any
