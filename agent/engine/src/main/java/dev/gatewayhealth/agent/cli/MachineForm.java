package dev.gatewayhealth.agent.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.gatewayhealth.contract.Problem;
import dev.gatewayhealth.nginx.ClientRequest;
import dev.gatewayhealth.nginx.Gateway;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One JSON object a line: whether the configuration loads, which locations lead to the service, then each request. */
final class MachineForm {

    private final JsonFactory json =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    private final PrintWriter out;

    MachineForm(PrintWriter out) {
        this.out = out;
    }

    void load(Gateway gateway) throws IOException {
        Map<String, @Nullable Object> line = line("load");
        List<Problem> problems = gateway.problems();
        line.put("ok", problems.isEmpty());
        if (!problems.isEmpty()) {
            Problem first = problems.get(0);
            line.put("file", first.file());
            line.put("line", first.line());
            line.put("message", first.message());
        }
        write(line);
    }

    void inventory(Gateway gateway) throws IOException {
        Map<String, @Nullable Object> line = line("inventory");
        line.put(
                "locations",
                gateway.locations().stream().map(MachineForm::block).toList());
        line.put(
                "undecidable_variable_locations",
                gateway.undecidable().stream().map(MachineForm::block).toList());
        write(line);
    }

    void requests(Gateway gateway, InputStream in) throws IOException {
        try (JsonParser parser = json.createParser(in)) {
            while (parser.nextToken() != null) {
                Object value = value(parser);
                if (value instanceof Map<?, ?> fields) {
                    answer(gateway, new RequestFields(fields).toRequest(), fields.get("id"));
                }
            }
        }
    }

    void request(Gateway gateway, ClientRequest request) throws IOException {
        answer(gateway, request, null);
    }

    private void answer(Gateway gateway, ClientRequest request, @Nullable Object id) throws IOException {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("id", id);
        line.putAll(gateway.resolve(request).values());
        write(line);
    }

    private static Map<String, @Nullable Object> line(String kind) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("kind", kind);
        return line;
    }

    private static Map<String, Object> block(Gateway.Block block) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", block.file());
        fields.put("line", block.line());
        fields.put("modifier", block.modifier());
        fields.put("pattern", block.pattern());
        return fields;
    }

    private @Nullable Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, value(parser));
            }
            return fields;
        }
        if (token == JsonToken.START_ARRAY) {
            java.util.ArrayList<@Nullable Object> items = new java.util.ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(parser));
            }
            return items;
        }
        return switch (token) {
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }

    private void write(Map<String, @Nullable Object> line) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = json.createGenerator(text)) {
            write(generator, line);
        }
        out.println(text);
    }

    private static void write(JsonGenerator generator, @Nullable Object value) throws IOException {
        if (value instanceof Map<?, ?> fields) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> field : fields.entrySet()) {
                generator.writeFieldName(String.valueOf(field.getKey()));
                write(generator, field.getValue());
            }
            generator.writeEndObject();
        } else if (value instanceof Iterable<?> items) {
            generator.writeStartArray();
            for (Object item : items) {
                write(generator, item);
            }
            generator.writeEndArray();
        } else if (value instanceof Boolean truth) {
            generator.writeBoolean(truth);
        } else if (value instanceof Number number) {
            generator.writeNumber(number.longValue());
        } else if (value == null) {
            generator.writeNull();
        } else {
            generator.writeString(value.toString());
        }
    }
}
