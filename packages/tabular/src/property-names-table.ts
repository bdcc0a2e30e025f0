/** How measured properties are named in headers of files, on folded text (no marks, lower case). */

/** Names of one property; two names of the same group mean the same. */
export interface PropertyNames {
  readonly group: string;
  readonly pattern: RegExp;
}

/** In this order: the first pattern that fits decides, so the narrower name stands first. */
export const PROPERTY_NAMES: readonly PropertyNames[] = [
  { group: "aqi", pattern: /\b(?:vn[ _-]?)?aqi\b|chi so chat luong khong khi/ },
  { group: "pm25", pattern: /pm[ _-]?2[.,_p ]?5\b|\bbui min\b(?!.*pm[ _-]?10?\b)/ },
  { group: "pm10", pattern: /pm[ _-]?10\b/ },
  { group: "pm1", pattern: /pm[ _-]?1(?:[.,_]0)?\b/ },
  { group: "tsp", pattern: /\btsp\b|bui lo lung|tong bui|bui tong|total suspended/ },
  { group: "no2", pattern: /\bno[ _]?2\b|nitrogen dioxide|nito dioxi[td]/ },
  { group: "nox", pattern: /\bno[ _]?x\b|nitrogen oxides/ },
  { group: "no", pattern: /\bno\b|nitric oxide|nitrogen monoxide/ },
  { group: "so2", pattern: /\bso[ _]?2\b|sul(?:f|ph)ur dioxide|luu huynh dioxi[td]/ },
  { group: "co2", pattern: /\bco[ _]?2\b|carbon dioxide|ca[cr]bon dioxi[td]/ },
  { group: "co", pattern: /\bco\b|carbon monoxide|ca[cr]bon monoxi[td]/ },
  { group: "o3", pattern: /\bo[ _]?3\b|\bozone?\b/ },
  { group: "nh3", pattern: /\bnh[ _]?3\b|\bamoni(?:a|ac)\b|\bammonia\b/ },
  { group: "h2s", pattern: /\bh2s\b|hydrogen sul/ },
  { group: "wind-direction", pattern: /huong gio|wind[ _-]?dir|winddirection|\bwd\b/ },
  { group: "wind-speed", pattern: /(?:toc do|van toc|suc) gio|wind[ _-]?speed|\bws\b/ },
  { group: "water-temperature", pattern: /nhiet do nuoc|water[ _-]?temp/ },
  { group: "temperature", pattern: /nhiet do|\btemp(?:erature)?\b|air[ _-]?temp|\btemp[ _]?c\b/ },
  { group: "humidity", pattern: /do am|humidity|\brh\b|\bhumi?\b/ },
  { group: "pressure", pattern: /ap suat|khi ap|pressure|\bbaro/ },
  { group: "rain", pattern: /luong mua|\bmua\b|rain|precip/ },
  { group: "radiation", pattern: /buc xa|radiation|irradiance/ },
  { group: "uv", pattern: /\buv\b|tia cuc tim/ },
  { group: "noise", pattern: /tieng on|do on|noise|\bla?eq\b/ },
  { group: "water-level", pattern: /muc nuoc|water[ _-]?level|tide|trieu/ },
  { group: "dissolved-oxygen", pattern: /oxy hoa tan|dissolved oxygen/ },
  { group: "turbidity", pattern: /do duc|turbidity/ },
  { group: "conductivity", pattern: /do dan(?: dien)?|conductivity|\bec\b/ },
  { group: "salinity", pattern: /do man|salinity/ },
  { group: "ph", pattern: /\bph\b/ },
  { group: "cod", pattern: /\bcod\b/ },
  { group: "bod", pattern: /\bbod5?\b/ },
  { group: "tss", pattern: /\btss\b|chat ran lo lung/ },
  {
    group: "vehicle-count",
    pattern: /luu luong (?:xe|giao thong)|so (?:luot )?xe|vehicle|traffic[ _-]?(?:count|flow|volume)/,
  },
  { group: "speed", pattern: /(?:toc do|van toc)|\bspeed\b/ },
  { group: "flow", pattern: /luu luong|\bflow\b|discharge/ },
  { group: "power", pattern: /cong suat|\bpower\b/ },
  { group: "energy", pattern: /dien nang|\benergy\b|\bkwh\b/ },
];

/** Names of columns that say which station or device a row is of, on folded text. */
export const STATION_NAME =
  /^(?:(?:ma|ten|id|so hieu) )?(?:tram|diem(?: do| quan trac)?|thiet bi|cam bien|vi tri)\b|^(?:station|sensor|device|thing|site|node|location|monitor|point|tram)\b/;
