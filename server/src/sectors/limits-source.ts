/** Where plausible ranges, steps and flat-line times come from as long as no agency has decided them. */
export const PROGRAM_DEFAULT = "giá trị mặc định của chương trình / program default";
