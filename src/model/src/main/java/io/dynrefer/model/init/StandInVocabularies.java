package io.dynrefer.model.init;

import io.dynrefer.model.weights.Vocabularies;
import io.dynrefer.region.Attribute;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Vocabularies for random weights: everyday words, since what such a model says means nothing. The categories are the
 * eighty of COCO, so that answers look like answers.
 */
final class StandInVocabularies {
    private static final List<String> CATEGORIES = List.of(
            "person bicycle car motorcycle airplane bus train truck boat traffic_light fire_hydrant stop_sign",
            "parking_meter bench bird cat dog horse sheep cow elephant bear zebra giraffe backpack umbrella handbag",
            "tie suitcase frisbee skis snowboard sports_ball kite baseball_bat baseball_glove skateboard surfboard",
            "tennis_racket bottle wine_glass cup fork knife spoon bowl banana apple sandwich orange broccoli carrot",
            "hot_dog pizza donut cake chair couch potted_plant bed dining_table toilet tv laptop mouse remote",
            "keyboard cell_phone microwave oven toaster sink refrigerator book clock vase scissors teddy_bear",
            "hair_drier toothbrush");

    private static final List<String> OTHER_TAGS = List.of(
            "sky tree grass water sand snow rock mountain cloud sun sea street house window door wall floor table",
            "lamp picture flower leaf fruit vegetable bread plate box bag hat shoe shirt coat face hand eye wheel");

    private static final List<String> HAS = List.of(
            "color:black color:white color:gray color:red color:orange color:yellow color:green color:blue",
            "color:purple color:brown color_tone:light/bright color_tone:dark pattern:plain pattern:striped",
            "pattern:dotted pattern:checkered material:wood/wooden material:metal material:glass material:plastic",
            "material:cloth/fabric material:stone texture:smooth texture:rough length:long length:short");

    private static final List<String> IS = List.of(
            "size:big/large size:small/little state:wet state:dry state:open state:closed state:full state:empty",
            "cleanliness:clean cleanliness:dirty maturity:young/baby maturity:adult/old/aged position:standing",
            "position:sitting position:lying");

    private StandInVocabularies() {}

    /** Vocabularies with exactly {@code tagCount} tags: known words first, numbered ones when they run out. */
    static Vocabularies of(int tagCount) {
        List<String> categories = words(CATEGORIES);
        List<String> tags = new ArrayList<>(
                Stream.concat(categories.stream(), words(OTHER_TAGS).stream()).toList());
        while (tags.size() < tagCount) {
            tags.add("thing " + (tags.size() + 1));
        }
        List<Attribute> attributes = new ArrayList<>();
        words(HAS).forEach(name -> attributes.add(attribute(name, Attribute.Relation.HAS)));
        words(IS).forEach(name -> attributes.add(attribute(name, Attribute.Relation.IS)));
        return new Vocabularies(tags.subList(0, tagCount), categories, attributes);
    }

    private static Attribute attribute(String name, Attribute.Relation relation) {
        int colon = name.indexOf(':');
        return new Attribute(
                name.substring(0, colon), List.of(name.substring(colon + 1).split("/")), relation);
    }

    private static List<String> words(List<String> lines) {
        return lines.stream()
                .flatMap(line -> Stream.of(line.split(" ")))
                .map(word -> word.replace('_', ' '))
                .toList();
    }
}
