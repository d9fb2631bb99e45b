import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.openapitools.client.JSON;
import org.openapitools.client.model.AbstractOpenApiSchema;

/**
 * Decodes responses with the generated client, and writes for each the encoded value and its types, or null if it cannot be
 * decoded.
 */
public class Decode {
    public static void main(String[] paths) throws Exception {
        new JSON();
        JsonArray results = new JsonArray();
        for (JsonElement element : JsonParser.parseString(Files.readString(Path.of(paths[0]))).getAsJsonArray()) {
            String schema = element.getAsJsonObject().get("schema").getAsString();
            results.add(decode(schema, element.getAsJsonObject().get("value").toString()));
        }
        Files.writeString(Path.of(paths[1]), results.toString());
    }

    private static JsonElement decode(String schema, String value) throws ReflectiveOperationException {
        Class<?> type = Class.forName("org.openapitools.client.model." + schema);
        try {
            Object decoded = JSON.deserialize(value, type);
            JsonObject result = new JsonObject();
            JsonArray types = new JsonArray();
            types(decoded, types);
            result.add("value", JsonParser.parseString(JSON.serialize(decoded)));
            result.add("types", types);
            return result;
        } catch (RuntimeException error) {
            System.out.println(schema + ": " + error);
            return JsonNull.INSTANCE;
        }
    }

    private static void types(Object value, JsonArray found) throws IllegalAccessException {
        if (value instanceof Collection) {
            for (Object item : (Collection<?>) value) {
                types(item, found);
            }
        } else if (value instanceof AbstractOpenApiSchema) {
            types(((AbstractOpenApiSchema) value).getActualInstance(), found);
        } else if (value != null && value.getClass().getName().startsWith("org.openapitools.") && !(value instanceof Enum)) {
            found.add(value.getClass().getSimpleName());
            for (Field field : value.getClass().getDeclaredFields()) {
                field.setAccessible(true);
                types(field.get(value), found);
            }
        }
    }
}
