package dev.gatewayhealth.nginx;

import java.util.List;

/** Where a status takes a request that nothing has answered yet: to its {@code error_page}, or out. */
final class ErrorPages {

    /** No page follows these: nginx hangs up ({@code ngx_http_finalize_request}). */
    private static final List<Integer> CLOSED = List.of(408, 444, 499);

    private final Walk walk;
    private final ClientRequest request;
    private final Trail trail;
    private boolean errorPageUsed;
    private int statusSoFar;

    ErrorPages(Walk walk, ClientRequest request, Trail trail) {
        this.walk = walk;
        this.request = request;
        this.trail = trail;
    }

    /** {@code $status} before there is an answer: of the error that is handled, if any. */
    int statusSoFar() {
        return statusSoFar;
    }

    /** nginx: {@code ngx_http_special_response_handler}. */
    Next answer(Next.Status status) {
        if (CLOSED.contains(status.status())) {
            trail.ends(Trail.Outcome.OTHER, status.status());
            return new Next.End();
        }
        Scope at = walk.currentScope();
        statusSoFar = status.status();
        List<Directive> pages = at.nearestAll("error_page");
        if (!errorPageUsed) {
            // The level of each error says whether another may follow; once one has said no, nobody else is asked.
            errorPageUsed = !pages.isEmpty() && !at.on("recursive_error_pages", false);
            for (Directive page : pages) {
                ErrorPage handler = ErrorPage.of(page);
                if (handler.handles(status.status())) {
                    return errorPage(handler);
                }
            }
        }
        trail.ends(
                status.status() == request.upstreamStatus() ? Trail.Outcome.PROXY : Trail.Outcome.OTHER,
                status.status());
        return new Next.End();
    }

    private Next errorPage(ErrorPage handler) {
        statusSoFar = handler.answer(statusSoFar);
        String target = Template.of(handler.target()).value(walk);
        if (target == null) {
            trail.loses("location", "error_page " + handler.target());
            return new Next.End();
        }
        if (target.startsWith("@")) {
            return new Next.Enter(target);
        }
        if (!target.startsWith("/")) {
            trail.ends(Trail.Outcome.OTHER, 302);
            return new Next.End();
        }
        walk.asksForPage();
        return walk.redirected(target);
    }
}
