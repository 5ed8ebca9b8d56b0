package dev.gatewayhealth.nginx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request's way through nginx's phases: server, server rewrite, location, rewrite, try_files, content, error_page. Files that
 * {@code try_files}, {@code -f} or a static location ask for are taken not to exist.
 */
final class Walk implements Variables {

    /** nginx: {@code NGX_HTTP_MAX_URI_CHANGES}. */
    private static final int MOST_CHANGES = 10;

    /** No page follows these: nginx hangs up ({@code ngx_http_finalize_request}). */
    private static final List<Integer> CLOSED = List.of(408, 444, 499);

    private final HttpConf conf;
    private final ClientRequest request;
    private final Trail trail = new Trail();
    private final Map<String, @Nullable String> set;
    private final Map<String, String> named;

    /** What maps have come to: nginx asks each once in a request, however its source changes later. */
    private final Map<String, @Nullable String> mapped;

    /** The request that asks for this one on the side, null for a client's own. */
    private final @Nullable Walk asking;

    private final BuiltIn builtIn;
    private final DeclaredBody body;
    private final Steps steps;
    private final List<String> evaluating = new ArrayList<>();

    private Regex.@Nullable Found numbered;
    private @Nullable Server server;
    private boolean plainToTls;
    private String uri = "";
    private String args = "";
    private String method;
    private @Nullable RequestUri parsed;
    private boolean rawUri = true;
    private boolean locationValid = true;
    private boolean uriChanged;
    private boolean internal;
    private boolean errorPageUsed;
    private int upstreamsAsked;
    private int statusSoFar;
    private int changesLeft = MOST_CHANGES + 1;
    private @Nullable Loc location;
    private @Nullable Scope scope;

    Walk(HttpConf conf, ClientRequest request) {
        this.conf = conf;
        this.request = request;
        this.method = request.method();
        this.builtIn = new BuiltIn(this, request);
        this.body = new DeclaredBody(request);
        this.set = new HashMap<>();
        this.named = new HashMap<>();
        this.mapped = new HashMap<>();
        this.steps = Steps.begin();
        this.asking = null;
    }

    /** A request on the side: variables are one for both, what they make of them included (nginx: {@code ngx_http_subrequest}). */
    private Walk(Walk asking, String uri) {
        this.conf = asking.conf;
        this.request = asking.request;
        this.method = "GET";
        this.builtIn = asking.builtIn.seenBy(this);
        this.body = new DeclaredBody(request);
        this.set = asking.set;
        this.named = asking.named;
        this.mapped = asking.mapped;
        this.steps = asking.steps;
        this.asking = asking;
        this.server = asking.server;
        this.parsed = asking.parsed;
        this.uri = uri;
        this.internal = true;
        this.rawUri = false;
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
        boolean refused = method.equals("TRACE")
                || (method.equals("CONNECT") && !conf.version().before(new Version(1, 21, 1)));
        return over(plainToTls ? new Next.Status(497) : refused ? new Next.Status(405) : new Next.Redirected());
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
            return answer(status);
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
            rawUri = false;
            // Behind a method that is none nginx reads no further.
            uri = read == null || !RequestUri.method(method) ? "" : read.path();
            return new Next.Status(400);
        }
        parsed = read;
        uri = read.path();
        args = read.args();
        ServerNames.Found found = new ServerNames(group).find(host, steps);
        if (found.undecided()) {
            trail.loses("server", "a regular expression in server_name");
            return new Next.End();
        }
        Captured captured = found.captured();
        if (captured != null) {
            captured(captured);
        }
        server = found.server() == null ? fallback : found.server();
        trail.server(server);
        plainToTls = !request.tls() && Servers.expectsTls(group, fallback, request, conf.version());
        builtIn.host(host.isEmpty() ? server.variable() : host);
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
        uriChanged = false;
        LocationTree.Found found = current.locations().find(uri, steps);
        if (found.undecided()) {
            trail.loses("location", "a regular expression of a location");
            return new Next.End();
        }
        Captured captured = found.captured();
        if (captured != null) {
            captured(captured);
        }
        Loc next = found.location();
        location = next;
        scope = next == null ? current.scope() : next.scope();
        trail.enters(next, uri);
        if (next != null && next.scope().nearest("internal") != null && !internal) {
            // Nested locations inherit it.
            return new Next.Status(404);
        }
        if (body.refusedBy(currentScope(), conf.version())) {
            trail.note("the body is longer than client_max_body_size");
            return new Next.Status(413);
        }
        if (next == null) {
            // nginx takes the server's own level; only files can answer there.
            return tryFilesOrContent(current.scope());
        }
        if (found.redirect()) {
            return new Next.Status(301);
        }
        return rewrite(next);
    }

    private Next enter(String name) {
        Loc next = current().named().get(name);
        if (next == null || uri.isEmpty()) {
            // nginx: "empty URI in redirect to named location", where a request could not be read.
            return new Next.Status(500);
        }
        internal = true;
        uriChanged = false;
        location = next;
        scope = next.scope();
        trail.enters(next, uri);
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
        return uriChanged ? new Next.Search() : tryFilesOrContent(currentScope());
    }

    private boolean exempt(Scope limited) {
        List<String> methods = limited.block().args();
        boolean head = method.equals("HEAD") && methods.stream().anyMatch(m -> m.equalsIgnoreCase("GET"));
        return head || methods.stream().anyMatch(m -> m.equalsIgnoreCase(method));
    }

    private Next tryFilesOrContent(Scope at) {
        // Who is let in depends on the client, and a proxy is explained all the same; unless nobody is, and a page says
        // so.
        boolean told = ProxyPass.of(at, location) == null || hasPage(at, 403);
        if (Access.refusesEverybody(at)) {
            trail.note("nobody is let in");
            return told ? new Next.Status(403) : content(at);
        }
        int refused = asking == null ? AuthRequest.refusal(this, at) : 0;
        if (refused != 0) {
            trail.note("auth_request comes to " + refused);
            boolean explained = refused != 500 && ProxyPass.of(at, location) != null && !hasPage(at, refused);
            return explained ? content(at) : new Next.Status(refused);
        }
        Directive files = at.own("try_files");
        if (files == null || files.args().size() < 2) {
            return content(at);
        }
        for (String candidate : files.args().subList(0, files.args().size() - 1)) {
            String file = Template.of(candidate).value(this);
            if (file != null && request.fileExists(file)) {
                uri = file;
                trail.note("try_files finds " + file);
                return content(at);
            }
        }
        String last = files.args().get(files.args().size() - 1);
        trail.note("try_files finds no file and goes to " + last);
        if (last.startsWith("=")) {
            return new Next.Status((int) NginxSize.number(last.substring(1)).orElse(404));
        }
        String target = Template.of(last).value(this);
        if (target == null) {
            trail.loses("location", "try_files " + last);
            return new Next.End();
        }
        if (target.startsWith("@")) {
            return new Next.Enter(target);
        }
        return redirected(!Template.of(last).constant() ? withoutAlias(target) : target);
    }

    /** nginx takes the part that an alias stands for from whatever variables made, the URI to go to included (nginx: ticket 97). */
    private String withoutAlias(String target) {
        Loc owner = location;
        while (owner != null && !owner.scope().has("alias") && !owner.scope().has("root")) {
            owner = owner.parent();
        }
        if (owner == null || !owner.isStatic() || !owner.scope().has("alias")) {
            return target;
        }
        int length = owner.pattern().length();
        boolean same = uri.length() >= length && target.startsWith(uri.substring(0, length));
        return same ? target.substring(length) : target;
    }

    private Next content(Scope at) {
        Directive pass = ProxyPass.of(at, location);
        if (pass != null && !Handlers.after(pass, at)) {
            Proxied proxied = new Forwarding(this, at, location, Template.of(pass.arg(0))).proxied();
            ProxyPass url = proxied.pass();
            boolean known = url != null || proxied.written().value(this) != null;
            if (known && (url == null || (proxied.upstream() == null && url.address() == null))) {
                // The variables' values make no URL.
                return new Next.Status(500);
            }
            trail.proxied(proxied);
            return afterUpstream(at);
        }
        if (Handlers.other(at) || (location != null && Handlers.other(location.scope())) || Handlers.dav(at, method)) {
            trail.ends(Trail.Outcome.OTHER, 200);
            return new Next.End();
        }
        boolean reads = method.equals("GET") || method.equals("HEAD");
        if (!reads && !method.equals("POST")) {
            // nginx: ngx_http_static_handler looks for no file then.
            return new Next.Status(405);
        }
        if (uri.endsWith("/")) {
            Index index = Index.of(this, at);
            if (index.undecided()) {
                trail.loses("location", "an absolute index is gone to only if the root exists");
                return new Next.End();
            }
            String file = index.file();
            if (file != null) {
                return redirected(args.isEmpty() ? file : file + "?" + args);
            }
        }
        if (!request.fileExists(uri)) {
            return new Next.Status(404);
        }
        if (!reads) {
            return new Next.Status(405);
        }
        trail.ends(Trail.Outcome.OTHER, 200);
        return new Next.End();
    }

    /** What the upstream answered matters only where nginx turns it into a page of its own ({@code proxy_intercept_errors}). */
    private Next afterUpstream(Scope at) {
        int status = request.upstreamStatus();
        upstreamsAsked++;
        boolean replaced = status >= 300 && at.on("proxy_intercept_errors", false) && hasPage(at, status);
        if (replaced) {
            return new Next.Status(status);
        }
        trail.ends(Trail.Outcome.PROXY, status);
        return new Next.End();
    }

    private static boolean hasPage(Scope at, int status) {
        return at.nearestAll("error_page").stream()
                .anyMatch(page -> ErrorPage.of(page).handles(status));
    }

    /** nginx: {@code ngx_http_special_response_handler}. */
    private Next answer(Next.Status status) {
        if (CLOSED.contains(status.status())) {
            trail.ends(Trail.Outcome.OTHER, status.status());
            return new Next.End();
        }
        Scope at = currentScope();
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
        String target = Template.of(handler.target()).value(this);
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
        if (!method.equals("HEAD")) {
            method = "GET";
        }
        return redirected(target);
    }

    /** nginx: {@code ngx_http_internal_redirect}. It begins anew at the server's rewrites. */
    private Next redirected(String target) {
        int question = target.indexOf('?');
        uri = question < 0 ? target : target.substring(0, question);
        // The client's query is gone unless the target repeats it.
        args = question < 0 ? "" : target.substring(question + 1);
        internal = true;
        rawUri = false;
        locationValid = true;
        return new Next.Redirected();
    }

    /** What {@code $1} and named groups mean from here on. */
    void captured(Captured captured) {
        numbered = captured.found();
        captured.regex().names().forEach((name, group) -> {
            // One variable for nginx, whoever writes it: the last one did.
            String lower = ByteText.lower(name);
            set.remove(lower);
            named.put(lower, captured.found().group(group));
        });
    }

    /** A {@code rewrite} or an {@code if} that does not match takes {@code $1} from what matched before it. */
    void forgetCaptures() {
        numbered = null;
    }

    void assign(String name, @Nullable String value) {
        if (name.equals("args") && value != null) {
            // The one variable of nginx's own that may be set here; what leaves is then written anew.
            args = value;
            rawUri = false;
        } else {
            set.put(name, value);
            named.remove(ByteText.lower(name));
        }
    }

    /** A {@code rewrite} has matched (nginx: {@code ngx_http_script_regex_start_code}). */
    void rewritten(String newUri, @Nullable String newArgs, boolean staysHere) {
        uri = newUri;
        if (newArgs != null) {
            args = newArgs;
        }
        internal = true;
        rawUri = false;
        if (staysHere) {
            locationValid = false;
            uriChanged = false;
        } else {
            uriChanged = true;
        }
    }

    /** A {@code break}: a URI that was changed before it stays in this location (nginx: {@code ngx_http_script_break_code}). */
    void stays() {
        locationValid &= !uriChanged;
        uriChanged = false;
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

    /** The URI as the client sent it, null once nginx has changed it (nginx: {@code valid_unparsed_uri}). */
    @Nullable
    String untouchedUri() {
        return rawUri && unparsedUri().startsWith("/") ? unparsedUri() : null;
    }

    /** {@code $request_uri}. */
    String unparsedUri() {
        return parsed == null ? request.uri() : parsed.raw();
    }

    /** Whether the path is encoded anew when it leaves. */
    boolean encodes() {
        return internal || (parsed != null && parsed.quoted());
    }

    /** Whether captures are encoded in the arguments a {@code rewrite} makes. */
    boolean encodesCaptures() {
        return parsed != null && parsed.quotedOrPlus();
    }

    /** Whether the URI still begins with the location's own name (nginx: {@code valid_location}). */
    boolean locationValid() {
        return locationValid;
    }

    /** A value a forwarded request is made of: {@code $proxy_host}. */
    void forwards(String host, String port) {
        set.put("proxy_host", host);
        set.put("proxy_port", port);
    }

    String uri() {
        return uri;
    }

    String args() {
        return args;
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
        return statusSoFar;
    }

    /** How many upstreams have answered what nginx did not pass on. */
    int upstreamsAsked() {
        return upstreamsAsked;
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
        if (name.length() == 1 && Character.isDigit(name.charAt(0))) {
            return numbered == null ? "" : numbered.group(name.charAt(0) - '0');
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (set.containsKey(lower)) {
            return set.get(lower);
        }
        if (named.containsKey(lower)) {
            return named.get(lower);
        }
        ValueMap map = conf.variables().map(lower);
        if (map != null) {
            return mapped(lower, map);
        }
        if (conf.variables().opaque(lower)) {
            return null;
        }
        String value = builtIn.value(lower);
        // A variable that some set or group declares is empty until it gets a value.
        return value == null && conf.variables().declares(lower) ? "" : value;
    }

    /** A map of itself is an endless chain; nginx stops it with a 500, here it is unknown. */
    private @Nullable String mapped(String name, ValueMap map) {
        if (evaluating.contains(name) || evaluating.size() > 20) {
            return null;
        }
        if (mapped.containsKey(name)) {
            return mapped.get(name);
        }
        evaluating.add(name);
        String value = map.value(this);
        evaluating.remove(name);
        if (!map.lives()) {
            mapped.put(name, value);
        }
        return value;
    }

    private Server current() {
        Server present = server;
        if (present == null) {
            throw new IllegalStateException("no server yet");
        }
        return present;
    }
}
