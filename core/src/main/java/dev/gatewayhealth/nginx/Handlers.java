package dev.gatewayhealth.nginx;

import java.util.List;

/** The directives that decide who answers in a location. */
final class Handlers {

    private static final List<String> PASSES =
            List.of("proxy_pass", "fastcgi_pass", "uwsgi_pass", "scgi_pass", "grpc_pass", "memcached_pass");

    private static final List<String> OTHERS = List.of(
            "fastcgi_pass",
            "uwsgi_pass",
            "scgi_pass",
            "grpc_pass",
            "memcached_pass",
            "stub_status",
            "empty_gif",
            "flv",
            "mp4",
            "perl",
            "api",
            "js_content",
            "content_by_lua",
            "content_by_lua_block",
            "content_by_lua_file",
            "echo",
            "hls");

    /** They answer with files, and where those are missing like anybody who does. */
    private static final List<String> FILES = List.of("flv", "mp4");

    private static final List<String> REWRITING_CODE =
            List.of("rewrite_by_lua", "rewrite_by_lua_block", "rewrite_by_lua_file");

    private Handlers() {}

    static boolean passes(Scope scope) {
        return PASSES.stream().anyMatch(scope::has);
    }

    /** Whether another handler is named behind a {@code proxy_pass} on its level: the last one answers. */
    static boolean after(Directive pass, Scope scope) {
        boolean behind = false;
        for (Directive directive : scope.block().inside()) {
            if (behind && OTHERS.contains(directive.name())) {
                return true;
            }
            behind |= directive.place().equals(pass.place()) && directive.is("proxy_pass");
        }
        return false;
    }

    /** Whether somebody other than the proxy answers here. */
    static boolean other(Scope scope) {
        return OTHERS.stream().anyMatch(name -> scope.has(name) && !FILES.contains(name));
    }

    /** Whether a method changes files here. */
    static boolean dav(Scope scope, String method) {
        Directive methods = scope.nearest("dav_methods");
        return methods != null && methods.args().contains(method);
    }

    /** Whether Lua code may have changed the URI before the proxy sees it. */
    static boolean rewritesByCode(Scope scope) {
        return REWRITING_CODE.stream().anyMatch(name -> scope.nearest(name) != null);
    }
}
