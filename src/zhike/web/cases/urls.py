from django.urls import path

from zhike.web.cases import acting, board, page, problems, register

app_name = "cases"
urlpatterns = [
    path("service/", board.board, name="board"),
    path("service/lanes/", board.lanes, name="lanes"),
    path("service/register/", register.page, name="register"),
    path("service/problems/new/", problems.new, name="new_problem"),
    path("service/problems/<int:problem_id>/", problems.one, name="problem"),
    path("service/problems/<int:problem_id>/join/", problems.join, name="join_problem"),
    path("service/<int:case_id>/join/", problems.join_case, name="join_case"),
    path("service/<int:case_id>/take-out/", problems.take_out, name="take_out"),
    path("service/<int:case_id>/", page.case, name="case"),
    path("service/<int:case_id>/dossier/", page.dossier, name="dossier"),
    path("service/<int:case_id>/step/", page.step, name="step"),
    path("service/<int:case_id>/settle/", page.settle, name="settle"),
    path("service/<int:case_id>/cause/", page.cause, name="cause"),
    path("service/<int:case_id>/note/", page.other, name="note"),
    path("service/<int:case_id>/compensate/", page.compensate, name="compensate"),
    path("service/<int:case_id>/wait/", page.wait, name="wait"),
    path("service/<int:case_id>/hand/", page.hand, name="hand"),
    path("service/<int:case_id>/visited/", page.visited, name="visited"),
    path("service/<int:case_id>/go-on/", acting.go_on, name="go_on"),
    path("service/<int:case_id>/checks/", acting.checks, name="checks"),
    path("service/<int:case_id>/merge/", acting.merge, name="merge"),
    path("service/<int:case_id>/part/", acting.part, name="part"),
    path("service/transfers/<int:transfer_id>/", acting.answer_transfer, name="transfer"),
]
