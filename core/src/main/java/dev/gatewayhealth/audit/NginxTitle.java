package dev.gatewayhealth.audit;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * The title that an nginx process gives itself (ngx_process_cycle.c, {@code ngx_setproctitle}): a master's goes on with the words it was
 * started with, separated by spaces.
 *
 * @param words of the title; none for a process that is no nginx, or has no title
 */
record NginxTitle(List<String> words) {

    private static final String WORKER = "nginx: worker process";

    private static final String MASTER = "nginx: master process";

    /** Where packages put the file that is read unless another is named: Debian's and nginx.org's, and nginx's own for what is built here. */
    private static final List<String> UNLESS_NAMED = List.of(
            "/etc/nginx/nginx.conf",
            "/usr/local/nginx/conf/nginx.conf",
            "/usr/local/etc/nginx/nginx.conf",
            "/usr/local/openresty/nginx/conf/nginx.conf");

    /** @param title the first word of {@code /proc/PID/cmdline}, which is the whole of it */
    static NginxTitle of(String title) {
        int end = title.indexOf('\0');
        String whole = end < 0 ? title : title.substring(0, end);
        return new NginxTitle(List.of(whole.split(" ", -1)));
    }

    boolean isWorker() {
        return String.join(" ", words).startsWith(WORKER);
    }

    /** Whether it is a master that was started with that file; a relative one counts from {@code -p}, as nginx has it. */
    boolean reads(String conf) {
        if (!String.join(" ", words).startsWith(MASTER)) {
            return false;
        }
        String prefix = after("-p");
        String named = after("-c");
        if (!named.isEmpty()) {
            return isThat(prefix, named, conf);
        }
        return prefix.isEmpty() ? UNLESS_NAMED.contains(conf) : isThat(prefix, "conf/nginx.conf", conf);
    }

    private static boolean isThat(String prefix, String named, String conf) {
        try {
            Path file = Path.of(prefix).resolve(named);
            return file.isAbsolute()
                    && file.normalize().equals(Path.of(conf).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** The last word after an option, which nginx takes with or without a space between; empty without one. */
    private String after(String option) {
        String last = "";
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals(option)) {
                last = i + 1 < words.size() ? words.get(i + 1) : "";
            } else if (word.startsWith(option)) {
                last = word.substring(option.length());
            }
        }
        return last;
    }
}
