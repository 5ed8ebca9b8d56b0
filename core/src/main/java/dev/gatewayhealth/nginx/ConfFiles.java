package dev.gatewayhealth.nginx;

import java.io.IOException;
import java.util.List;

/** The files a configuration is made of, whether they lie on a disk or in the output of {@code nginx -T}. */
interface ConfFiles {

    /** The main file's name, as {@link #read} and {@link #shown} take it. */
    String main();

    /** The file an {@code include} names: relative names are relative to the main file's directory (nginx: {@code ngx_conf_full_name}). */
    String named(String include);

    /** As a byte string. */
    String read(String file) throws IOException;

    /** The files a pattern fits, sorted as {@code glob(3)} sorts them. */
    List<String> glob(String pattern);

    /** The file's name in messages and sources: relative to the main file's directory where it lies below it. */
    String shown(String file);
}
