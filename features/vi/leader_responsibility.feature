# language: vi
Tính năng: Trách nhiệm của lãnh đạo cơ quan, đơn vị

  Bối cảnh:
    Cho mục persons.p1 gồm:
      | group | civil_servant |
    Và mục persons.p2 gồm:
      | group        | civil_servant |
      | party_member | có            |
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

  Tình huống: Người đứng đầu để xảy ra vi phạm tại đơn vị phải chịu trách nhiệm
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì let_happen(p2, u1) có căn cứ áp dụng
    Và main_responsibility(p2, u1) căn cứ vào II.4.2-1
    Và disciplinary_review(p2) có căn cứ áp dụng
    Và party_discipline_review(p2) có căn cứ áp dụng
    Và main_responsibility(p2, u1) tùy cách hiểu leader_trigger = both

  Tình huống: Kỷ luật Đảng chỉ áp dụng đối với đảng viên
    Cho persons.p2.party_member là không
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì disciplinary_review(p2) có căn cứ áp dụng
    Và party_discipline_review(p2) không có căn cứ áp dụng

  Tình huống: Vi phạm ở đơn vị khác không thuộc trách nhiệm của người đứng đầu
    Cho mục units.u2 gồm:
      | name | Thanh tra Sở Y |
    Và acts.a1.unit là u2
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì main_responsibility(p2, u1) không có căn cứ áp dụng

  Tình huống: Lãnh đạo tự mình vi phạm thì chịu trách nhiệm và không được miễn, giảm
    Cho acts.a1.by là p2
    Và mục oversights.o1 gồm:
      | person              | p2 |
      | unit                | u1 |
      | preventive_measures | có |
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì own_violation(p2, u1) có căn cứ áp dụng
    Và let_happen(p2, u1) không có căn cứ áp dụng
    Và main_responsibility(p2, u1) có căn cứ áp dụng
    Và relief_consideration(p2, u1) không có căn cứ áp dụng
    Và relief_consideration(p2, u1) tùy cách hiểu relief_scope = any_responsibility
