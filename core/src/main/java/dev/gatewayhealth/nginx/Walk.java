package dev.gatewayhealth.nginx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request's way through nginx's phases: server, server rewrite, location, rewrite, try_files, content, error_page. Files that
 * {@code try_files}, {@code -f} or a static location ask for are taken not to exist.
 */
final class Walk implements Variables {

    /** nginx: {@code NGX_HTTP_MAX_URI_CHANGES}. */
    private static final int MOST_CHANGES = 10;

    private final HttpConf conf;
    private final ClientRequest request;
    private final Trail trail = new Trail();
    /** The request that asks for this one on the side, null for a client's own. */
    private final @Nullable Walk asking;

    private final RequestVariables variables;
    private final DeclaredBody body;
    private final ContentPhase content;
    private final ErrorPages pages;
    private final Steps steps;

    private CurrentUri at;
    private @Nullable Server server;
    private boolean plainToTls;
    private String method;
    private int changesLeft = MOST_CHANGES + 1;
    private @Nullable Loc location;
    private @Nullable Scope scope;

    Walk(HttpConf conf, ClientRequest request) {
        this.conf = conf;
        this.request = request;
        this.method = request.method();
        this.at = CurrentUri.unreadable(request.uri(), "");
        this.variables = new RequestVariables(this, request);
        this.body = new DeclaredBody(request);
        this.content = new ContentPhase(this, request, trail);
        this.pages = new ErrorPages(this, request, trail);
        this.steps = Steps.begin();
        this.asking = null;
    }

    /** A request on the side (nginx: {@code ngx_http_subrequest}). */
    private Walk(Walk asking, String uri) {
        this.conf = asking.conf;
        this.request = asking.request;
        this.method = "GET";
        this.variables = asking.variables.seenBy(this);
        this.body = new DeclaredBody(request);
        this.content = new ContentPhase(this, request, trail);
        this.pages = new ErrorPages(this, request, trail);
        this.steps = asking.steps;
        this.asking = asking;
        this.server = asking.server;
        this.at = asking.at.onTheSide(uri);
    }

    /** Where another request from inside would go that this one waits for. */
    Trail onTheSide(String path) {
        return new Walk(this, path).over(new Next.Redirected());
    }

    Trail run() {
        Next answered = begin();
        if (answered != null) {
            return over(answered);
        }
        int head = RequestHead.refusal(request, conf.version());
        if (head != 0) {
            trail.note("nginx answers " + head + " to how the length of the body is declared");
            return over(new Next.Status(head));
        }
        boolean refused = method.equals("TRACE")
                || (method.equals("CONNECT") && !conf.version().before(new Version(1, 21, 1)));
        // A port for TLS is told of only when the header has been read to its end.
        return over(refused ? new Next.Status(405) : plainToTls ? new Next.Status(497) : new Next.Redirected());
    }

    private Trail over(Next first) {
        Next next = first;
        while (!(next instanceof Next.End)) {
            next = step(next);
        }
        return trail;
    }

    private Next step(Next next) {
        if (!(next instanceof Next.Status) && --changesLeft < 0) {
            trail.ends(Trail.Outcome.OTHER, 500);
            return new Next.End();
        }
        if (next instanceof Next.Search) {
            return search();
        }
        if (next instanceof Next.Redirected) {
            return serverRewrite();
        }
        if (next instanceof Next.Enter enter) {
            return enter(enter.name());
        }
        if (next instanceof Next.Status status) {
            return pages.answer(status);
        }
        return new Next.End();
    }

    /** Server and URI; what ends it already, or null. */
    private @Nullable Next begin() {
        List<Server> group = Servers.listening(conf.servers(), request);
        if (group.isEmpty()) {
            trail.ends(Trail.Outcome.OTHER, 0);
            return new Next.End();
        }
        Server fallback = Servers.byDefault(group, request);
        RequestUri read = RequestUri.of(request.uri(), fallback.scope().on("merge_slashes", true));
        String host = read == null ? null : Servers.host(read.host() == null ? request.host() : read.host());
        if (read == null || host == null || !RequestUri.method(method)) {
            // The default server's own pages answer for what cannot be read.
            server = fallback;
            // Behind a method that is none nginx reads no further.
            at = CurrentUri.unreadable(request.uri(), read == null || !RequestUri.method(method) ? "" : read.path());
            return new Next.Status(400);
        }
        at = CurrentUri.of(read);
        ServerNames.Found found = new ServerNames(group).find(host, steps);
        if (found.undecided()) {
            trail.loses("server", "a regular expression in server_name");
            return new Next.End();
        }
        Captured captured = found.captured();
        if (captured != null) {
            variables.captured(captured);
        }
        server = found.server() == null ? fallback : found.server();
        trail.server(server);
        plainToTls = !request.tls() && Servers.expectsTls(group, fallback, request, conf.version());
        variables.host(host.isEmpty() ? server.variable() : host);
        return null;
    }

    private Next serverRewrite() {
        Server current = current();
        scope = current.scope();
        Next end = new RewriteRun(this, trail).run(current.steps());
        return end == null ? search() : end;
    }

    private Next search() {
        Server current = current();
        at.settles();
        LocationTree.Found found = current.locations().find(at.path(), steps);
        if (found.undecided()) {
            trail.loses("location", "a regular expression of a location");
            return new Next.End();
        }
        Captured captured = found.captured();
        if (captured != null) {
            variables.captured(captured);
        }
        Loc next = found.location();
        location = next;
        scope = next == null ? current.scope() : next.scope();
        trail.enters(next, at.path());
        if (next != null && next.scope().nearest("internal") != null && !at.internal()) {
            // Nested locations inherit it.
            return new Next.Status(404);
        }
        if (body.refusedBy(currentScope(), conf.version())) {
            trail.note("the body is longer than client_max_body_size");
            return new Next.Status(413);
        }
        if (next == null) {
            // nginx takes the server's own level; only files can answer there.
            return content.answer(current.scope());
        }
        if (found.redirect()) {
            return new Next.Status(301);
        }
        return rewrite(next);
    }

    private Next enter(String name) {
        Loc next = current().named().get(name);
        if (next == null || at.path().isEmpty()) {
            // nginx: "empty URI in redirect to named location", where a request could not be read.
            return new Next.Status(500);
        }
        at.staysInside();
        at.settles();
        location = next;
        scope = next.scope();
        trail.enters(next, at.path());
        return rewrite(next);
    }

    private Next rewrite(Loc next) {
        Scope limited = next.limitExcept();
        if (limited != null && !exempt(limited)) {
            // The rewrite module's code belongs to the location and is not run on this level.
            scope = limited;
            trail.block(limited);
        } else {
            Next end = new RewriteRun(this, trail).run(next.steps());
            if (end != null) {
                return end;
            }
        }
        if (Handlers.rewritesByCode(next.scope())) {
            trail.loses("location", "Lua code may change the URI");
            return new Next.End();
        }
        return at.changed() ? new Next.Search() : content.answer(currentScope());
    }

    private boolean exempt(Scope limited) {
        List<String> methods = limited.block().args();
        boolean head = method.equals("HEAD") && methods.stream().anyMatch(m -> m.equalsIgnoreCase("GET"));
        return head || methods.stream().anyMatch(m -> m.equalsIgnoreCase(method));
    }

    void makeCurrent(Scope inner) {
        scope = inner;
        if (inner.kind() == Scope.Kind.IF) {
            trail.block(inner);
        }
    }

    /** Whether any file is taken to exist. */
    boolean filesExist() {
        return !request.files().isEmpty();
    }

    boolean fileExists(String path) {
        return request.fileExists(path);
    }

    /** nginx: {@code ngx_http_internal_redirect}. It begins anew at the server's rewrites. */
    Next redirected(String target) {
        at.redirected(target);
        return new Next.Redirected();
    }

    /** A page is asked for as if by a {@code GET}, whatever the request was. */
    void asksForPage() {
        if (!method.equals("HEAD")) {
            method = "GET";
        }
    }

    /** Whether another request waits for this one. */
    boolean onTheSide() {
        return asking != null;
    }

    CurrentUri at() {
        return at;
    }

    RequestVariables variables() {
        return variables;
    }

    String uri() {
        return at.path();
    }

    String args() {
        return at.args();
    }

    String method() {
        return method;
    }

    /** {@code $request_method}: that of the client's request, also to one on the side. */
    String clientMethod() {
        return asking == null ? method : asking.clientMethod();
    }

    /** {@code $status} before there is an answer: of the error that is handled, if any. */
    int statusSoFar() {
        return pages.statusSoFar();
    }

    /** How many upstreams have answered what nginx did not pass on. */
    int upstreamsAsked() {
        return content.upstreamsAsked();
    }

    @Nullable
    Server server() {
        return server;
    }

    @Nullable
    Loc location() {
        return location;
    }

    Scope currentScope() {
        Scope present = scope;
        return present == null ? current().scope() : present;
    }

    /** What the whole walk may spend on regular expressions. */
    Steps steps() {
        return steps;
    }

    HttpConf conf() {
        return conf;
    }

    @Override
    public @Nullable String value(String name) {
        return variables.value(name);
    }

    private Server current() {
        Server present = server;
        if (present == null) {
            throw new IllegalStateException("no server yet");
        }
        return present;
    }
}
