package dev.gatewayhealth.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PrefixMappingTest {

    private final PrefixMapping mapping = PrefixMapping.parse("/etc/nginx=/mnt/nginx");

    @Test
    void pathsBelowMoveAndOthersStay() {
        assertThat(mapping.apply(Path.of("/etc/nginx/conf.d/a.conf"))).isEqualTo(Path.of("/mnt/nginx/conf.d/a.conf"));
        assertThat(mapping.apply(Path.of("/etc/nginx"))).isEqualTo(Path.of("/mnt/nginx"));
        assertThat(mapping.apply(Path.of("/etc/nginx-other/a.conf"))).isEqualTo(Path.of("/etc/nginx-other/a.conf"));
        assertThat(mapping.apply(Path.of("/usr/share/a"))).isEqualTo(Path.of("/usr/share/a"));
    }
}
