package dev.gatewayhealth.nginx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands for a directory (nginx: {@code ngx_http_index_handler}): a file that exists, or an absolute name, which is gone to unseen. A
 * relative one before it is looked for, and ends the search where the directory itself is missing.
 *
 * @param file where to go, null for nowhere
 * @param undecided whether it depends on a root that nobody has told of
 */
record Index(@Nullable String file, boolean undecided) {

    private static final Index NONE = new Index(null, false);

    static Index of(Walk walk, Scope at) {
        Directive index = at.nearest("index");
        List<String> names = index == null ? List.of("index.html") : index.args();
        boolean exists = true;
        boolean known = true;
        for (String written : names) {
            String name = Template.of(written).value(walk);
            if (name == null) {
                return NONE;
            }
            if (name.startsWith("/")) {
                return exists ? new Index(known ? name : null, !known) : NONE;
            }
            if (walk.fileExists(walk.uri() + name)) {
                return new Index(walk.uri() + name, false);
            }
            // Directories are taken not to exist, as files are; of a root it is not so clear, unless it holds a file.
            exists = walk.uri().equals("/");
            known = walk.filesExist();
        }
        return NONE;
    }
}
