package dev.gatewayhealth.nginx;

import org.jspecify.annotations.Nullable;

/**
 * Whether the sizes of nginx's buffers fit each other on a level, which nginx asks on every server and location, proxying or not
 * (nginx: {@code ngx_http_proxy_merge_loc_conf}).
 */
final class BufferCheck {

    private static final long PAGE = 4096;
    private static final String[] SIZES = {
        "proxy_buffer_size",
        "proxy_buffers",
        "proxy_busy_buffers_size",
        "proxy_temp_file_write_size",
        "proxy_max_temp_file_size"
    };
    private static final String LARGEST =
            " must be equal to or greater than the maximum of the value of \"proxy_buffer_size\" and one of the"
                    + " \"proxy_buffers\"";

    private final Refusals refusals;
    private boolean refusedForAll;

    BufferCheck(Refusals refusals) {
        this.refusals = refusals;
    }

    /** Says nothing twice: levels that only inherit have what the one above has. */
    void check(Scope scope) {
        Directive said = said(scope);
        if (said == null && scope.kind() == Scope.Kind.SERVER && !refusedForAll) {
            said = said(scope.outer());
            refusedForAll = said != null && refused(scope, said);
        } else if (said != null) {
            refused(scope, said);
        }
    }

    private static @Nullable Directive said(Scope scope) {
        for (String size : SIZES) {
            Directive own = scope.own(size);
            if (own != null) {
                return own;
            }
        }
        return null;
    }

    private boolean refused(Scope scope, Directive said) {
        String wrong = wrong(scope);
        if (wrong == null) {
            return false;
        }
        // nginx finds it at the end of the http block and names the file of that.
        Scope http = scope;
        while (http.kind() != Scope.Kind.HTTP) {
            http = http.outer();
        }
        boolean together = http.place().file().equals(said.place().file());
        refusals.addLater(together ? said.place() : http.place(), together ? wrong : wrong + ", see " + said.place());
        return true;
    }

    private static @Nullable String wrong(Scope scope) {
        Directive buffers = scope.nearest("proxy_buffers");
        long number = buffers == null ? 8 : NginxSize.number(buffers.arg(0)).orElse(8);
        long each = buffers == null ? PAGE : NginxSize.memory(buffers.arg(1)).orElse(PAGE);
        long largest = Math.max(size(scope, "proxy_buffer_size", PAGE), each);
        long busy = size(scope, "proxy_busy_buffers_size", 2 * largest);
        long file = size(scope, "proxy_max_temp_file_size", 0);
        if (number < 2) {
            return "there must be at least 2 \"proxy_buffers\"";
        }
        if (busy < largest) {
            return "\"proxy_busy_buffers_size\"" + LARGEST;
        }
        if (busy > (number - 1) * each) {
            return "\"proxy_busy_buffers_size\" must be less than the size of all \"proxy_buffers\" minus one buffer";
        }
        if (size(scope, "proxy_temp_file_write_size", largest) < largest) {
            return "\"proxy_temp_file_write_size\"" + LARGEST;
        }
        return file == 0 || file >= largest ? null : "\"proxy_max_temp_file_size\" must be zero or" + LARGEST;
    }

    private static long size(Scope scope, String name, long otherwise) {
        Directive found = scope.nearest(name);
        return found == null ? otherwise : NginxSize.memory(found.arg(0)).orElse(otherwise);
    }
}
