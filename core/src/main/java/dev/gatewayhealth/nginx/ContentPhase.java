package dev.gatewayhealth.nginx;

/** What answers a request where it has come to: access, {@code try_files}, then a proxy, another handler, or files. */
final class ContentPhase {

    private final Walk walk;
    private final ClientRequest request;
    private final Trail trail;
    private int upstreamsAsked;

    ContentPhase(Walk walk, ClientRequest request, Trail trail) {
        this.walk = walk;
        this.request = request;
        this.trail = trail;
    }

    /** How many upstreams have answered what nginx did not pass on. */
    int upstreamsAsked() {
        return upstreamsAsked;
    }

    /** Who is let in, {@code try_files}, and then what answers. */
    Next answer(Scope at) {
        // Who is let in depends on the client, and a proxy is explained all the same; unless nobody is, and a page says
        // so.
        boolean told = ProxyPass.of(at, walk.location()) == null || hasPage(at, 403);
        if (Access.refusesEverybody(at)) {
            trail.note("nobody is let in");
            return told ? new Next.Status(403) : content(at);
        }
        int refused = walk.onTheSide() ? 0 : AuthRequest.refusal(walk, at);
        if (refused != 0) {
            trail.note("auth_request comes to " + refused);
            boolean explained = refused != 500 && ProxyPass.of(at, walk.location()) != null && !hasPage(at, refused);
            return explained ? content(at) : new Next.Status(refused);
        }
        Directive files = at.own("try_files");
        if (files == null || files.args().size() < 2) {
            return content(at);
        }
        return tryFiles(files, at);
    }

    private Next tryFiles(Directive files, Scope at) {
        for (String candidate : files.args().subList(0, files.args().size() - 1)) {
            String file = Template.of(candidate).value(walk);
            if (file != null && request.fileExists(file)) {
                walk.at().found(file);
                trail.note("try_files finds " + file);
                return content(at);
            }
        }
        String last = files.last();
        trail.note("try_files finds no file and goes to " + last);
        if (last.startsWith("=")) {
            return new Next.Status((int) NginxSize.number(last.substring(1)).orElse(404));
        }
        String target = Template.of(last).value(walk);
        if (target == null) {
            trail.loses("location", "try_files " + last);
            return new Next.End();
        }
        if (target.startsWith("@")) {
            return new Next.Enter(target);
        }
        return walk.redirected(!Template.of(last).constant() ? withoutAlias(target) : target);
    }

    /** nginx takes the part that an alias stands for from whatever variables made, the URI to go to included (nginx: ticket 97). */
    private String withoutAlias(String target) {
        Loc owner = walk.location();
        while (owner != null && !owner.scope().has("alias") && !owner.scope().has("root")) {
            owner = owner.parent();
        }
        if (owner == null || !owner.isStatic() || !owner.scope().has("alias")) {
            return target;
        }
        int length = owner.pattern().length();
        boolean same =
                walk.uri().length() >= length && target.startsWith(walk.uri().substring(0, length));
        return same ? target.substring(length) : target;
    }

    private Next content(Scope at) {
        Loc location = walk.location();
        Directive pass = ProxyPass.of(at, location);
        if (pass != null && !Handlers.after(pass, at)) {
            Proxied proxied = new Forwarding(walk, at, location, Template.of(pass.arg(0))).proxied();
            ProxyPass url = proxied.pass();
            boolean known = url != null || proxied.written().value(walk) != null;
            if (known && (url == null || (proxied.upstream() == null && url.address() == null))) {
                // The variables' values make no URL.
                return new Next.Status(500);
            }
            trail.proxied(proxied);
            return afterUpstream(at);
        }
        if (Handlers.other(at)
                || (location != null && Handlers.other(location.scope()))
                || Handlers.dav(at, walk.method())) {
            trail.ends(Trail.Outcome.OTHER, 200);
            return new Next.End();
        }
        return file(at);
    }

    /** Files are all that is left to answer (nginx: {@code ngx_http_static_handler}). */
    private Next file(Scope at) {
        String method = walk.method();
        boolean reads = method.equals("GET") || method.equals("HEAD");
        if (!reads && !method.equals("POST")) {
            // nginx: ngx_http_static_handler looks for no file then.
            return new Next.Status(405);
        }
        if (walk.uri().endsWith("/")) {
            Index index = Index.of(walk, at);
            if (index.undecided()) {
                trail.loses("location", "an absolute index is gone to only if the root exists");
                return new Next.End();
            }
            String file = index.file();
            if (file != null) {
                return walk.redirected(walk.args().isEmpty() ? file : file + "?" + walk.args());
            }
        }
        if (!request.fileExists(walk.uri())) {
            return directory() ? listing(at) : new Next.Status(404);
        }
        if (!reads) {
            return new Next.Status(405);
        }
        trail.ends(Trail.Outcome.OTHER, 200);
        return new Next.End();
    }

    /** Whether the URI stands for a {@code root} or an {@code alias} itself; directories below are taken not to exist. */
    private boolean directory() {
        Loc location = walk.location();
        return walk.uri().equals("/")
                || (location != null
                        && location.isStatic()
                        && location.scope().has("alias")
                        && walk.uri().equals(location.pattern()));
    }

    /** nginx answers 403 for a directory that has no index, and 404 where there is none; as with files, there is one if a file is said to exist. */
    private Next listing(Scope at) {
        if (!walk.filesExist()) {
            return new Next.Status(404);
        }
        if (at.on("autoindex", false)) {
            trail.ends(Trail.Outcome.OTHER, 200);
            return new Next.End();
        }
        return new Next.Status(403);
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
}
