package io.dynrefer.store;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedConstructor;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the compiler already checks: a record component is required unless its type is {@code @Nullable}, lists
 * hold no nulls, and an enum constant is its name in lower case.
 */
final class RecordIntrospector extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
        Boolean explicit = super.hasRequiredMarker(member);
        return explicit == null && isRecordComponent(member) ? Boolean.valueOf(!isNullable(member)) : explicit;
    }

    @Override
    public JsonSetter.Value findSetterInfo(Annotated annotated) {
        if (!isRecordComponent(annotated)) {
            return super.findSetterInfo(annotated);
        }
        return JsonSetter.Value.construct(isNullable(annotated) ? Nulls.SET : Nulls.FAIL, Nulls.FAIL);
    }

    @Override
    public String[] findEnumValues(
            MapperConfig<?> config, AnnotatedClass annotatedClass, Enum<?>[] constants, String[] names) {
        String[] given = super.findEnumValues(config, annotatedClass, constants, names);
        for (int i = 0; i < constants.length; i++) {
            if (given[i] == null) {
                given[i] = constants[i].name().toLowerCase(Locale.ROOT);
            }
        }
        return given;
    }

    private static boolean isRecordComponent(Annotated annotated) {
        return annotated instanceof AnnotatedParameter parameter
                && parameter.getOwner() instanceof AnnotatedConstructor
                && parameter.getDeclaringClass().isRecord();
    }

    private static boolean isNullable(Annotated component) {
        AnnotatedParameter parameter = (AnnotatedParameter) component;
        return parameter
                .getDeclaringClass()
                .getRecordComponents()[parameter.getIndex()]
                .getAnnotatedType()
                .isAnnotationPresent(Nullable.class);
    }
}
