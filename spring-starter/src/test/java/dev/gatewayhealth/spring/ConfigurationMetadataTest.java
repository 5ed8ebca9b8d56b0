package dev.gatewayhealth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.settings.Key;
import dev.gatewayhealth.settings.Keys;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an editor tells somebody who writes application.yaml is what the keys say. */
class ConfigurationMetadataTest {

    private static final Path FILE =
            Path.of("src", "main", "resources", "META-INF", "spring-configuration-metadata.json");

    @Test
    void theMetadataSaysWhatTheKeysSay() throws IOException {
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(FILE, ConfigurationMetadata.text());
        }
        assertThat(FILE)
                .as(
                        "to write it anew: mvn -pl spring-starter -am test -Dtest=ConfigurationMetadataTest -Ddocs.update=true")
                .content()
                .isEqualTo(ConfigurationMetadata.text());
    }

    @Test
    void everyKeyIsDescribed() throws IOException {
        JsonNode properties =
                JsonMapper.shared().readTree(Files.readString(FILE)).get("properties");
        List<String> described = new ArrayList<>();
        for (JsonNode property : properties) {
            assertThat(property.path("description").stringValue()).isNotBlank();
            described.add(property.path("name").stringValue());
        }

        assertThat(described)
                .isEqualTo(Keys.all().stream()
                        .map(key -> "gateway-health." + key.kebab())
                        .toList());
    }

    @Test
    void everyKeyIsAComponentOfTheRecordInTheSameOrder() {
        List<String> names = new ArrayList<>();
        collect("", GatewayHealthProperties.class, names);

        assertThat(names).isEqualTo(Keys.all().stream().map(Key::kebab).toList());
    }

    private static void collect(String prefix, Class<?> type, List<String> names) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name =
                    prefix + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (component.getType().getEnclosingClass() == GatewayHealthProperties.class) {
                collect(name + ".", component.getType(), names);
            } else {
                names.add(name);
            }
        }
    }
}
