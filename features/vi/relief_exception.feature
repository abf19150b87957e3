# language: vi
Tính năng: Bị truy cứu trách nhiệm hình sự thì không được miễn, giảm do từ chức

  Bối cảnh:
    Cho mục persons.p1 gồm:
      | group | civil_servant |
    Và mục persons.p2 gồm:
      | prosecuted | có |
    Và mục units.u1 gồm:
      | name | Thanh tra Sở X |
    Và mục posts.q2 gồm:
      | person | p2     |
      | role   | deputy |
      | unit   | u1     |
    Và mục acts.a1 gồm:
      | by          | p1                              |
      | kind        | accept_benefit_or_entertainment |
      | unit        | u1                              |
      | established | có                              |
    Và mục oversights.o1 gồm:
      | person               | p2         |
      | unit                 | u1         |
      | preventive_measures  | có         |
      | resigned_voluntarily | có         |
      | resigned_on          | 2024-04-01 |
      | detected_on          | 2024-05-01 |

  Tình huống: Trường hợp loại trừ được nêu rõ là loại trừ
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì relief_ground(p2, u1, resignation) không có căn cứ áp dụng
    Và kết quả xét relief-by-resignation đối với p2 là excepted: persons.p2.prosecuted = yes

  Tình huống: Chưa rõ có bị truy cứu hay không thì chưa xác định được căn cứ
    Cho persons.p2.prosecuted là chưa rõ
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì relief_ground(p2, u1, resignation) chưa xác định được
    Và relief_ground(p2, u1, resignation) cần làm rõ persons.p2.prosecuted

  Tình huống: Các căn cứ khác không bị loại trừ, trừ khi hiểu như vậy
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì relief_ground(p2, u1, prevention) có căn cứ áp dụng
    Và relief_ground(p2, u1, prevention) tùy cách hiểu prosecution_bar = all_grounds

  Tình huống: Hiểu là áp dụng cho mọi căn cứ thì cả phòng ngừa cũng bị loại trừ
    Cho cách hiểu prosecution_bar là all_grounds
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì relief_ground(p2, u1, prevention) không có căn cứ áp dụng
    Và kết quả xét relief-by-prevention đối với p2 là excepted: persons.p2.prosecuted = yes
