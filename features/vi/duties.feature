# language: vi
Tính năng: Nghĩa vụ của thành viên đoàn, người tham mưu và người biết vi phạm

  Bối cảnh:
    Cho mục persons.p1 gồm:
      | group | civil_servant |
    Và mục persons.p2 gồm:
      | group        | other |
      | party_member | không |
    Và mục teams.t1 gồm:
      | name | Đoàn số 05 |
    Và mục posts.q2 gồm:
      | person | p2          |
      | role   | team_member |
      | team   | t1          |

  Tình huống: Không báo cáo quan hệ, không xin rút khỏi đoàn
    Cho mục ties.r1 gồm:
      | person            | p2              |
      | nature            | interest        |
      | with              | inspected_party |
      | reported          | có              |
      | asked_to_withdraw | không           |
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì breach(p2, recusal) có căn cứ áp dụng
    Và breach(p2, recusal) căn cứ vào II.2.2.1-1

  Tình huống: Quan hệ với thành viên khác chỉ tính quan hệ gia đình
    Cho mục ties.r1 gồm:
      | person            | p2                 |
      | nature            | interest           |
      | with              | fellow_team_member |
      | reported          | không              |
      | asked_to_withdraw | không              |
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì breach(p2, recusal) không có căn cứ áp dụng

  Tình huống: Người tham mưu phải báo cáo quan hệ gia đình ở địa bàn
    Cho posts.q2.role là adviser
    Và mục ties.r1 gồm:
      | person   | p2                    |
      | nature   | family                |
      | with     | head_of_assigned_area |
      | reported | không                 |
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì breach(p2, disclosure) có căn cứ áp dụng
    Và breach(p2, disclosure) căn cứ vào II.2.3-1

  Tình huống: Thành viên đoàn im lặng là không thực hiện nghĩa vụ của đoàn
    Cho mục acts.a1 gồm:
      | by          | p1                        |
      | kind        | collude_or_set_conditions |
      | team        | t1                        |
      | established | có                        |
    Và mục knowledge.k1 gồm:
      | person           | p2    |                        |
      | act              | a1    |                        |
      | reported_in_time | không | Một tháng không báo ai |
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì breach(p2, reporting) có căn cứ áp dụng
    Và breach(p2, reporting) căn cứ vào II.2.2.1-3

  Tình huống: Lãnh đạo nơi được thanh tra không được hối lộ
    Cho posts.q2.role là inspected_head
    Và mục acts.a1 gồm:
      | by          | p2                |
      | kind        | inspected_bribery |
      | established | có                |
    Khi đánh giá hồ sơ tại ngày 2024-09-01
    Thì prohibited_act(p2, a1) có căn cứ áp dụng
    Và prohibited_act(p2, a1) căn cứ vào II.3.1-4-2
    Và violation(p2, a1) không có căn cứ áp dụng
