package dev.gatewayhealth.nginx;

import dev.gatewayhealth.contract.Sourced;
import dev.gatewayhealth.contract.TempPath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The directories nginx writes to for the locations that lead here: for uploads unless it passes them on as they come, for answers unless it
 * keeps none of them (ngx_http_core_module, {@code client_body_temp_path}; ngx_http_proxy_module, {@code proxy_temp_path}).
 */
final class TempPaths {

    private TempPaths() {}

    static List<TempPath> of(List<Exit> ours) {
        List<TempPath> paths = new ArrayList<>();
        for (Exit exit : ours) {
            Scope scope = exit.scope();
            if (!is(scope.nearest("proxy_request_buffering"), "off")) {
                add(paths, "client_body_temp_path", scope);
            }
            if (!is(scope.nearest("proxy_buffering"), "off") && !is(scope.nearest("proxy_max_temp_file_size"), "0")) {
                add(paths, "proxy_temp_path", scope);
            }
        }
        return paths;
    }

    private static void add(List<TempPath> paths, String name, Scope scope) {
        Directive written = scope.nearest(name);
        TempPath path = new TempPath(
                name,
                written == null
                        ? Sourced.unknown(Sourced.NGINX_DEFAULT)
                        : new Sourced<>(
                                ByteText.readable(written.arg(0)),
                                ByteText.readable(written.place().toString())));
        if (!paths.contains(path)) {
            paths.add(path);
        }
    }

    private static boolean is(@Nullable Directive directive, String value) {
        return directive != null && directive.arg(0).equals(value);
    }
}
