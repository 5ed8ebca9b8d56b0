package dev.gatewayhealth.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NginxConfTest {

    @TempDir
    Path dir;

    @Test
    void includesStandWhereTheyAreNamedAndPatternsAreSorted() throws IOException {
        write("nginx.conf", "a;\ninclude conf.d/[ab]?.conf;\ninclude none/*.conf;\nz;\n");
        write("conf.d/b1.conf", "b1;");
        write("conf.d/a1.conf", "a1;");
        write("conf.d/c1.conf", "garbage {");
        write("conf.d/.a.conf", "garbage {");
        NginxConf conf = read();
        assertThat(conf.refusal()).isNull();
        assertThat(names(conf)).containsExactly("a", "a1", "b1", "z");
        assertThat(conf.directives().get(1).place()).hasToString("conf.d/a1.conf:1");
    }

    @Test
    void aMissingIncludeIsRefusedWhereItIsNamed() throws IOException {
        write("nginx.conf", "http {\n  include gone.conf;\n}\n");
        assertThat(read().refusal()).hasToString("\"gone.conf\" cannot be read (no such file) in nginx.conf:2");
    }

    @Test
    void aFileThatIncludesItselfIsRefused() throws IOException {
        write("nginx.conf", "include a.conf;");
        write("a.conf", "include b.conf;");
        write("b.conf", "\ninclude a.conf;");
        assertThat(read().refusal()).hasToString("\"a.conf\" includes itself in b.conf:2");
    }

    @Test
    void sixtyIncludesDeepIsFine() throws IOException {
        write("nginx.conf", "include 1.conf;");
        for (int i = 1; i < 60; i++) {
            write(i + ".conf", "include " + (i + 1) + ".conf;");
        }
        write("60.conf", "deep;");
        assertThat(names(read())).containsExactly("deep");
    }

    @Test
    void includesThatMultiplyAreCutOff() throws IOException {
        write("nginx.conf", "include 1.conf;");
        for (int i = 1; i < 12; i++) {
            write(i + ".conf", ("include " + (i + 1) + ".conf;\n").repeat(10));
        }
        write("12.conf", "x;\n".repeat(10));
        assertThat(read().refusal()).asString().contains("not read further");
    }

    @Test
    void absoluteNamesAreFoundWhereTheDirectoryIsMounted() throws IOException {
        write("nginx.conf", "include /etc/nginx/mime.types;\ninclude /etc/nginx/conf.d/*.conf;");
        write("mime.types", "types { }");
        write("conf.d/app.conf", "app;");
        NginxConf conf = NginxConf.read(dir.resolve("nginx.conf"), new MapPrefix("/etc/nginx", dir.toString()));
        assertThat(names(conf)).containsExactly("types", "app");
        assertThat(conf.directives().get(1).place()).hasToString("conf.d/app.conf:1");
    }

    @Test
    void aDumpReadsLikeTheFilesItIsMadeOf() throws IOException {
        write("dump.txt", """
                nginx: the configuration file /etc/nginx/nginx.conf syntax is ok
                # configuration file /etc/nginx/nginx.conf:
                a;
                include conf.d/*.conf;
                include /etc/nginx/z.conf;

                # configuration file /etc/nginx/conf.d/b.conf:

                b;

                # configuration file /etc/nginx/z.conf:
                z;
                """);
        NginxConf conf = NginxConf.read(dir.resolve("dump.txt"), null);
        assertThat(conf.refusal()).isNull();
        assertThat(names(conf)).containsExactly("a", "b", "z");
        assertThat(conf.directives().get(1).place()).hasToString("conf.d/b.conf:2");
    }

    @Test
    void ofAMissingBraceTheFirstThingOutOfPlaceIsNamed() throws IOException {
        write("nginx.conf", """
                events { }
                http {
                    server {
                        location /a { proxy_pass http://127.0.0.1:8080;
                        location /b { proxy_pass http://127.0.0.1:8080; }
                    }
                }
                """);
        assertThat(read().refusal()).hasToString("location \"/b\" is outside location \"/a\" in nginx.conf:5");
        assertThat(names(read())).containsExactly("events");
    }

    @Test
    void aMissingMainFileIsAProblemAndNoException() {
        assertThat(NginxConf.read(dir.resolve("nginx.conf"), null).refusal())
                .hasToString("cannot be read (no such file) in nginx.conf");
    }

    @Test
    void tenMegabytesAreReadInTwoSeconds() throws IOException {
        write(
                "nginx.conf",
                "http {\n" + "    # { ; \" '  a comment as long as most of them are\n".repeat(200_000) + "}\n");
        long began = System.nanoTime();
        assertThat(read().refusal()).isNull();
        assertThat((System.nanoTime() - began) / 1_000_000).isLessThan(2_000);
    }

    private NginxConf read() {
        return NginxConf.read(dir.resolve("nginx.conf"), null);
    }

    private static List<String> names(NginxConf conf) {
        return conf.directives().stream().map(Directive::name).toList();
    }

    private void write(String name, String text) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
